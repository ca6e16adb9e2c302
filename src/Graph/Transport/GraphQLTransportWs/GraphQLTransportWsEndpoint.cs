using System.Net.WebSockets;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>GraphQL over WebSocket (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): all kinds of operations, many at once.</summary>
internal sealed class GraphQLTransportWsEndpoint(SocketServices services, OpenConnections connections)
{
    public const string Subprotocol = "graphql-transport-ws";

    /// <returns>Why there is no socket; null once there has been one.</returns>
    public async Task<RequestRefusal?> HandleAsync(HttpContext context, string traceId)
    {
        using var place = connections.TryEnter(RealtimeTransport.WebSocket);
        if (place is null)
        {
            return Refusal();
        }

        // Not disposed of: after a frame that is none, that would cut the connection with the close still on its way, and there is nothing
        // else to it without compression and keep-alive.
        if (await TryAcceptAsync(context) is not { } socket)
        {
            return Refusal();
        }

        var connection = new SocketConnection(services, context, socket, traceId);
        place.Take(connection);
        if (socket.SubProtocol is null)
        {
            connection.Close(SocketClose.Subprotocol);
        }

        await connection.RunAsync();
        return null;
    }

    /// <returns>Null when the server has no room for one more upgraded connection (<c>Hosting:MaxUpgradedConnections</c>).</returns>
    private static async Task<WebSocket?> TryAcceptAsync(HttpContext context)
    {
        LongLived.Prepare(context);
        try
        {
            return await context.WebSockets.AcceptWebSocketAsync(
                context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol) ? Subprotocol : null);
        }
        catch (InvalidOperationException) when (!context.Response.HasStarted)
        {
            context.Response.Clear(); // of the headers of the handshake
            return null;
        }
    }

    private RequestRefusal Refusal() =>
        LongLived.Refusal(connections.IsStopping, "WebSockets", "Realtime:MaxWebSockets, Hosting:MaxUpgradedConnections", services.Limits);
}

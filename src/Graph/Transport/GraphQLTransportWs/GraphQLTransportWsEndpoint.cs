using System.Net.WebSockets;
using Graph.Transport.Realtime;
using Microsoft.Net.Http.Headers;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>GraphQL over WebSocket (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): all kinds of operations, many at once.</summary>
internal sealed class GraphQLTransportWsEndpoint(SocketServices services, OpenConnections connections)
{
    public const string Subprotocol = "graphql-transport-ws";

    private static readonly string[] HandshakeHeaders =
        [HeaderNames.Connection, HeaderNames.Upgrade, HeaderNames.SecWebSocketAccept, HeaderNames.SecWebSocketProtocol];

    public async Task HandleAsync(HttpContext context)
    {
        var trace = RequestTrace.Answer(context);
        using var activity = trace.Begin();
        using var place = connections.TryEnter(RealtimeTransport.WebSocket);

        // Not disposed of: after a frame that is none, that would cut the connection with the close still on its way, and there is nothing
        // else to it without compression and keep-alive.
        var socket = place is null ? null : await TryAcceptAsync(context);
        if (socket is null)
        {
            await ResponseSender.RefuseAsync(context, MediaTypes.Json, Refusal());
            return;
        }

        var connection = new SocketConnection(services, context, socket, trace.Id);
        place!.Take(connection);
        if (socket.SubProtocol is null)
        {
            connection.Close(SocketClose.Subprotocol);
        }

        await connection.RunAsync();
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
            foreach (var name in HandshakeHeaders)
            {
                context.Response.Headers.Remove(name);
            }

            return null;
        }
    }

    private RequestRefusal Refusal() =>
        LongLived.Refusal(connections.IsStopping, "WebSockets", "Realtime:MaxWebSockets, Hosting:MaxUpgradedConnections", services.Limits);
}

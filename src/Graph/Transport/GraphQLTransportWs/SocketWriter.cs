using System.Net.WebSockets;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>Sends one message at a time. Nothing waits here but who may: each operation with one message, the reader with its own.</summary>
internal sealed class SocketWriter(WebSocket socket, TimeProvider time)
{
    private readonly SendGate _gate = new(time);
    private bool _closed;

    public long Sent { get; private set; }

    public bool IsStuck(long now, TimeSpan timeout) => _gate.IsStuck(now, timeout);

    /// <param name="message">Is written only when its turn has come.</param>
    /// <param name="operation">Whose it is; when it is no longer wanted by then, it is left out.</param>
    /// <exception cref="Exception">The connection is gone (<see cref="ConnectionLoss"/>).</exception>
    public async ValueTask SendAsync(ServerMessage message, SocketOperation? operation = null)
    {
        await _gate.EnterAsync();
        try
        {
            if (_closed || operation is { IsWanted: false })
            {
                return;
            }

            using var buffer = new PooledBuffer();
            message.WriteTo(buffer);
            await socket.SendAsync(buffer.Written, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            Sent++;
            RealtimeMetrics.CountSent(RealtimeTransport.WebSocket);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Sends the close after what is on its way already. A connection that is gone needs none.</summary>
    public async Task CloseAsync(int code, string? reason)
    {
        await _gate.EnterAsync();
        try
        {
            if (!_closed && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
            }
        }
        catch (Exception gone) when (ConnectionLoss.Is(gone))
        {
            // its reader has noticed too
        }
        finally
        {
            _closed = true;
            _gate.Exit();
        }
    }
}

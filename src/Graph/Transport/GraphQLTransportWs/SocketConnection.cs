using System.Net.WebSockets;
using Graph.Transport.Realtime;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>One socket, from its handshake to its close. Idle, it is a few small objects: no buffer, no timer.</summary>
internal sealed partial class SocketConnection : IOpenConnection
{
    private readonly SocketServices _services;
    private readonly WebSocket _socket;
    private readonly string _traceId;
    private readonly MessageReader _reader;
    private readonly SocketWriter _writer;
    private readonly SocketSession _session;
    private ConnectionCut _cut;
    private long _received;
    private SocketClose? _close;

    public SocketConnection(SocketServices services, HttpContext http, WebSocket socket, string traceId)
    {
        _services = services;
        _socket = socket;
        _traceId = traceId;
        _reader = new MessageReader(socket, services.Options.MessageBytes);
        _writer = new SocketWriter(socket, services.Time);
        _session = new SocketSession(services, this, http.Request, traceId);
        _cut = new ConnectionCut(http);
        _heard = _opened = services.Time.GetTimestamp();
    }

    public RealtimeTransport Transport => RealtimeTransport.WebSocket;

    /// <summary>Set from when on nothing more is sent.</summary>
    public SocketClose? Closing => Volatile.Read(ref _close);

    /// <summary>Completes when nothing of the socket is left.</summary>
    public async Task RunAsync()
    {
        EndReason? ended = null;
        try
        {
            while (ended is null)
            {
                ended = await TakeAsync(await _reader.WaitAsync());
            }
        }
#pragma warning disable CA1031 // The last resort for a defect: it costs one connection.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            ended = EndOf(failure);
        }

        await EndAsync(CutBy ?? Closing?.End ?? ended.Value);
    }

    /// <exception cref="Exception">The connection is gone (<see cref="ConnectionLoss"/>).</exception>
    public ValueTask SendAsync(ServerMessage message, SocketOperation? operation = null) => _writer.SendAsync(message, operation);

    public bool MayBeServed() => _session.MayBeServed();

    /// <summary>Ends all that runs and closes; only the first reason counts. Does not wait for the client, which has <c>CloseTimeout</c> to answer.</summary>
    public void Close(SocketClose close)
    {
        if (Interlocked.CompareExchange(ref _close, close, null) is null)
        {
            Volatile.Write(ref _closedAt, _services.Time.GetTimestamp());
            _session.Operations.StopAll(close.End);
            _ = _writer.CloseAsync(close.Code, close.Reason);
        }
    }

    /// <summary>A defect: it is logged, and costs this connection.</summary>
    public void Fail(Exception defect, string traceId)
    {
        Log.ConnectionFailed(_services.Logger, traceId, defect);
        Close(SocketClose.Failed);
    }

    /// <param name="start">What begins to arrive.</param>
    /// <returns>Who has ended the connection; null when it goes on.</returns>
    private async ValueTask<EndReason?> TakeAsync(ValueWebSocketReceiveResult start)
    {
        if (start.MessageType == WebSocketMessageType.Close)
        {
            return await AnswerCloseAsync();
        }

        if (Closing is null)
        {
            using var message = await _reader.ReadAsync(start);
            if (message.Kind == ReceivedKind.Closed)
            {
                return await AnswerCloseAsync();
            }

            Volatile.Write(ref _heard, _services.Time.GetTimestamp());
            _received++;
            RealtimeMetrics.CountReceived(RealtimeTransport.WebSocket);
            await _session.HandleAsync(message);
        }

        if (Closing is not { } close)
        {
            return null;
        }

        await _reader.DiscardAsync();
        return close.End;
    }

    private async ValueTask<EndReason> AnswerCloseAsync()
    {
        _session.Operations.StopAll(EndReason.Client);
        await _writer.CloseAsync((int)WebSocketCloseStatus.NormalClosure, null);
        return EndReason.Client;
    }

    private EndReason EndOf(Exception failure)
    {
        if (failure is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted or WebSocketError.InvalidMessageType })
        {
            return EndReason.Protocol; // frames that are none, or text that is no UTF-8: the library has closed with 1002 or 1007
        }

        if (ConnectionLoss.Is(failure))
        {
            return EndReason.Lost;
        }

        Fail(failure, _traceId);
        return EndReason.Failed;
    }

    private async ValueTask EndAsync(EndReason reason)
    {
        _session.Operations.StopAll(reason);
        await _session.Operations.WhenIdle();
        _cut.End();
        RealtimeMetrics.CountClosed(reason);
        Log.SocketClosed(
            _services.Logger, Closing?.Code ?? (int?)_socket.CloseStatus, reason, _services.Time.GetElapsedTime(_opened).TotalMilliseconds,
            _session.Operations.Started, _received, _writer.Sent, _traceId);
    }
}

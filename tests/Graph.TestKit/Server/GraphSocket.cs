using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace Graph.TestKit.Server;

/// <summary>A client of graphql-transport-ws: many operations on one socket.</summary>
public sealed class GraphSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<string, Channel<SocketMessage>> _operations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    private GraphSocket() => _socket.Options.AddSubProtocol("graphql-transport-ws");

    /// <param name="graph">Where to.</param>
    /// <param name="token">Who asks; null when anonymous.</param>
    public static async Task<GraphSocket> OpenAsync(GraphClient graph, string? token = null)
    {
        var socket = new GraphSocket();
        var address = new UriBuilder(graph.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;
        await socket._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience.Limit);
        socket._reading = socket.ReadAllAsync();
        await socket.SendAsync(new { type = "connection_init", payload = token is null ? null : new { Authorization = $"Bearer {token}" } });
        await socket._acknowledged.Task.WaitAsync(Patience.Limit);
        return socket;
    }

    public async Task<SocketOperation> SubscribeAsync(string query, object? variables = null)
    {
        var id = $"{Interlocked.Increment(ref _lastId)}";
        var messages = Channel.CreateUnbounded<SocketMessage>();
        _operations[id] = messages;
        await SendAsync(new { id, type = "subscribe", payload = new { query, variables } });
        return new SocketOperation(messages.Reader);
    }

    public Task SendAsync(object message) => SendAsync(JsonSerializer.SerializeToUtf8Bytes(message));

    public async Task SendAsync(ReadOnlyMemory<byte> message)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReadAllAsync()
    {
        var buffer = new byte[1_048_576];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                    length += read.Count;
                }
                while (!read.EndOfMessage);

                if (read.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                await TakeAsync(SocketMessage.Read(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception gone) when (gone is WebSocketException or ObjectDisposedException or OperationCanceledException)
        {
            // cut, by either side
        }

        _acknowledged.TrySetException(new InvalidOperationException($"The socket was closed before it was acknowledged: {_socket.CloseStatus}."));
        foreach (var messages in _operations.Values)
        {
            messages.Writer.TryComplete();
        }
    }

    private async Task TakeAsync(SocketMessage message)
    {
        if (message.Type == "connection_ack")
        {
            _acknowledged.TrySetResult();
        }
        else if (message.Type == "ping")
        {
            await SendAsync(new { type = "pong" });
        }
        else if (message.Id is { } id)
        {
            _operations[id].Writer.TryWrite(message);
        }
    }
}

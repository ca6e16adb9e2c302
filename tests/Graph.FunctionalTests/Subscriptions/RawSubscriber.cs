using System.Net.WebSockets;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>A client with one subscription that reads nothing until it is told to.</summary>
internal sealed class RawSubscriber : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();

    public static async Task<RawSubscriber> StartAsync(int port, string query)
    {
        var subscriber = new RawSubscriber();
        subscriber._socket.Options.AddSubProtocol("graphql-transport-ws");
        await subscriber._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/graphql"), CancellationToken.None);
        await subscriber.SendAsync(new { type = "connection_init" });
        await subscriber.SendAsync(new { id = "1", type = "subscribe", payload = new { query } });
        return subscriber;
    }

    /// <summary>Reads up to the first message that holds.</summary>
    public async Task<IReadOnlyList<SocketMessage>> ReadUntilAsync(Func<SocketMessage, bool> holds)
    {
        var all = new List<SocketMessage>();
        var buffer = new byte[4 * 1_048_576];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult read;
            do
            {
                read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Patience.Limit);
                length += read.Count;
            }
            while (!read.EndOfMessage);

            var message = SocketMessage.Read(buffer.AsSpan(0, length));
            if (message.Type == "next")
            {
                all.Add(message);
            }

            if (holds(message))
            {
                return all;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }

    private Task SendAsync(object message) => _socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Graph.TestKit;

namespace Graph.Tests.Transport.Realtime;

/// <summary>A client that says exactly what the test wants, over a real socket.</summary>
internal sealed class TestSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private TestSocket()
    {
    }

    public string? Subprotocol => _socket.SubProtocol;

    public ClientWebSocket Socket => _socket;

    public static async Task<TestSocket> ConnectAsync(
        RealtimeServer server, string subprotocol = "graphql-transport-ws", params (string Name, string Value)[] headers)
    {
        var socket = new TestSocket();
        socket._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket._socket.Options.AddSubProtocol(subprotocol);
        foreach (var (name, value) in headers)
        {
            socket._socket.Options.SetRequestHeader(name, value);
        }

        using var patience = new CancellationTokenSource(Patience.Limit);
        await socket._socket.ConnectAsync(server.SocketAddress, patience.Token);
        return socket;
    }

    /// <summary>Connects and waits for the acknowledgement.</summary>
    public static async Task<TestSocket> ReadyAsync(RealtimeServer server, string? payload = null, params (string Name, string Value)[] headers)
    {
        var socket = await ConnectAsync(server, headers: headers);
        await socket.InitAsync(payload);
        Assert.Equal("""{"type":"connection_ack"}""", await socket.ReceiveAsync());
        return socket;
    }

    public Task InitAsync(string? payload = null) =>
        SendAsync(payload is null ? """{"type":"connection_init"}""" : $$"""{"type":"connection_init","payload":{{payload}}}""");

    public Task SubscribeAsync(string id, string query) =>
        SendAsync(JsonSerializer.Serialize(new { id, type = "subscribe", payload = new { query } }));

    public Task CompleteAsync(string id) => SendAsync(JsonSerializer.Serialize(new { id, type = "complete" }));

    public Task SendAsync(string text, WebSocketMessageType type = WebSocketMessageType.Text, bool endOfMessage = true) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(text), type, endOfMessage, CancellationToken.None).WaitAsync(Patience.Limit);

    /// <summary>The next message.</summary>
    public async Task<string> ReceiveAsync() => await TryReceiveAsync()
        ?? throw new InvalidOperationException($"Closed with {(int?)_socket.CloseStatus} {_socket.CloseStatusDescription}");

    public async Task<JsonElement> ReceiveJsonAsync() => JsonDocument.Parse(await ReceiveAsync()).RootElement;

    /// <summary>Reads on until the server closes.</summary>
    public async Task<(int? Code, string? Reason)> ReceiveCloseAsync()
    {
        while (await TryReceiveAsync() is not null)
        {
            // what was sent before
        }

        return ((int?)_socket.CloseStatus, _socket.CloseStatusDescription);
    }

    /// <summary>Closes as a client does that has enough.</summary>
    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(Patience.Limit);

    public void Dispose() => _socket.Dispose();

    /// <returns>Null when the server has closed, which is answered.</returns>
    private async Task<string?> TryReceiveAsync()
    {
        var text = new MemoryStream();
        var buffer = new byte[16_384];
        while (true)
        {
            var read = await _socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience.Limit);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return null;
            }

            text.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return Encoding.UTF8.GetString(text.ToArray());
            }
        }
    }
}

using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests;

/// <summary>WebSockets and event streams of the whole graph.</summary>
public sealed class RealtimeTests
{
    private const string Query = """{ product(id: "1") { name } }""";

    [Fact]
    public async Task Socket_OfAViewer_ServesWhatIsTheirsAndIsCountedUntilItCloses()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(upstreams);
        using var socket = await ConnectAsync(graph.Client);
        await SendAsync(socket, new { type = "connection_init", payload = new { Authorization = $"Bearer {await graph.Client.GetTokenAsync("7")}" } });

        var acknowledged = await ReceiveAsync(socket);
        await SubscribeAsync(socket, "me", "{ viewer { id } }");
        var (next, complete) = (await ReceiveAsync(socket), await ReceiveAsync(socket));
        var open = await graph.Client.GetMetricsAsync();
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);
        await Patience.UntilAsync(
            async () => (await graph.Client.GetMetricsAsync()).Value("graph_ws_connections") == 0, () => "The connection is still counted.");
        var closed = await graph.Client.GetMetricsAsync();

        Assert.Equal("connection_ack", acknowledged.GetProperty("type").GetString());
        Assert.Equal("7", next.GetProperty("payload").GetProperty("data").GetProperty("viewer").GetProperty("id").GetString());
        Assert.Equal("complete", complete.GetProperty("type").GetString());
        Assert.Equal(1, open.Value("graph_ws_connections"));
        Assert.Equal(1, closed.Value("graph_ws_closed_total", ("reason", "client")));
        Assert.Equal(2, closed.Value("graph_realtime_messages_total", ("transport", "websocket"), ("direction", "in")));
        Assert.Equal(3, closed.Value("graph_realtime_messages_total", ("transport", "websocket"), ("direction", "out")));
    }

    [Fact]
    public async Task Stop_ClosesSocketsWith1001AndStreamsWithComplete()
    {
        await using var graph = await GraphServer.StartAsync();
        using var socket = await ConnectAsync(graph.Client);
        await SendAsync(socket, new { type = "connection_init" });
        await ReceiveAsync(socket);
        var gate = graph.Upstreams.Products.Hold();
        using var stream = await StreamAsync(graph.Client);
        await gate.Holding;

        var stopping = graph.StopAsync();
        var close = await CloseOfAsync(socket);
        gate.Open();
        var events = await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "The server is stopping"), close);
        Assert.Contains("event: next\ndata: {\"data\":{\"product\":", events, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", events, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sockets_MoreThanTheServerUpgrades_Are503()
    {
        await using var graph = await GraphServer.StartAsync(("Hosting:MaxUpgradedConnections", "1"));
        using var first = await ConnectAsync(graph.Client);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(graph.Client));

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Empty(graph.Logs.Errors);
    }

    private static async Task<ClientWebSocket> ConnectAsync(GraphClient client)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(client.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        return socket;
    }

    private static async Task<HttpResponseMessage> StreamAsync(GraphClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(Query)}");
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    private static Task SubscribeAsync(ClientWebSocket socket, string id, string query) =>
        SendAsync(socket, new { id, type = "subscribe", payload = new { query } });

    private static Task SendAsync(ClientWebSocket socket, object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonElement> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[16_384];
        var read = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience.Limit);
        return JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, read.Count)).RootElement;
    }

    private static async Task<(WebSocketCloseStatus? Code, string? Reason)> CloseOfAsync(ClientWebSocket socket)
    {
        var read = await socket.ReceiveAsync(new byte[1_024], CancellationToken.None).WaitAsync(Patience.Limit);
        Assert.Equal(WebSocketMessageType.Close, read.MessageType);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return (socket.CloseStatus, socket.CloseStatusDescription);
    }
}

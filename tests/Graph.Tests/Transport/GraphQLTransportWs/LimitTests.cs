using System.Net;
using System.Text.Json;
using Graph.Domains.Abstractions;
using Graph.Tests.Transport.Realtime;

namespace Graph.Tests.Transport.GraphQLTransportWs;

public sealed class LimitTests
{
    [Fact]
    public async Task Subscribe_OnceTooOften_IsRefusedAndTheOthersGoOn()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        for (var i = 0; i < 100; i++)
        {
            await socket.SubscribeAsync($"s{i}", "subscription { forever }");
            await socket.ReceiveAsync();
        }

        await socket.SubscribeAsync("s100", "subscription { forever }");
        var refused = await socket.ReceiveJsonAsync();
        await socket.CompleteAsync("s7");
        await socket.SubscribeAsync("s100", "subscription { forever }");
        var taken = await socket.ReceiveJsonAsync();

        Assert.Equal(("s100", "error"), (refused.GetProperty("id").GetString(), refused.GetProperty("type").GetString()));
        var error = refused.GetProperty("payload")[0];
        Assert.Equal(ErrorCodes.LimitExceeded, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("Realtime:OperationsPerWebSocket", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("next", taken.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Subscribe_AThousandTimesAtOnce_IsTooFastAndLeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        for (var i = 0; i < 1_000; i++)
        {
            await socket.SubscribeAsync($"s{i}", "subscription { silent }");
        }

        Assert.Equal((4429, "Too many messages: more than 50 a second (Realtime:MessagesPerSecond)"), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
        await server.UntilLoggedAsync("WebSocket closed with 4429 (MessageRate)");
        Assert.Empty(server.Defects);
    }

    [Fact]
    public async Task Subscribe_AThousandTimesWithinTheRate_IsRefusedPastTheLimitAndLeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync(("Realtime:MessageBurst", "5000"));
        using var socket = await TestSocket.ReadyAsync(server);

        for (var i = 0; i < 1_000; i++)
        {
            await socket.SubscribeAsync($"s{i}", "subscription { silent }");
        }

        for (var i = 100; i < 1_000; i++)
        {
            Assert.StartsWith($$"""{"id":"s{{i}}","type":"error",""", await socket.ReceiveAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(100, server.Subscriptions.CountOpen());
        await socket.CloseAsync();
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Messages_AtTheRate_GoOnForEver()
    {
        await using var server = await RealtimeServer.StartAsync(("Realtime:MessagesPerSecond", "2"), ("Realtime:MessageBurst", "4"), ("Realtime:OperationsPerWebSocket", "3"));
        using var socket = await TestSocket.ReadyAsync(server);

        await PingAsync(socket, 6); // with the init, a burst and one for each operation that a client that comes back may have
        for (var second = 0; second < 5; second++)
        {
            server.Time.Advance(TimeSpan.FromSeconds(1));
            await PingAsync(socket, 2);
        }

        server.Time.Advance(TimeSpan.FromSeconds(20));
        await PingAsync(socket, 4);
        await socket.SendAsync("""{"type":"ping"}""");

        Assert.Equal(4429, (await socket.ReceiveCloseAsync()).Code);
    }

    [Fact]
    public async Task Variables_TooLarge_AreAnErrorOfTheOperation()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SendAsync(JsonSerializer.Serialize(
            new { id = "a", type = "subscribe", payload = new { query = "{ __typename }", variables = new { a = new string('x', 262_144) } } }));
        var error = await socket.ReceiveJsonAsync();

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Contains("Limits:VariablesBytes", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sockets_OneTooMany_Is503WithRetryAfterAndAPlaceComesBack()
    {
        await using var server = await RealtimeServer.StartAsync(("Realtime:MaxWebSockets", "2"));
        using var first = await TestSocket.ReadyAsync(server);
        using var second = await TestSocket.ReadyAsync(server);

        using var answer = await HandshakeAsync(server);
        await second.CloseAsync();
        await Graph.TestKit.Patience.UntilAsync(() => Task.FromResult(server.Gauges.Connections == 1), () => "The second socket stays.");
        using var third = await TestSocket.ReadyAsync(server);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(ErrorCodes.Overloaded, TestClient.CodeOf(body));
        Assert.Contains("Realtime:MaxWebSockets", body, StringComparison.Ordinal);
    }

    private static async Task PingAsync(TestSocket socket, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await socket.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
        }
    }

    private static async Task<HttpResponseMessage> HandshakeAsync(RealtimeServer server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql");
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Protocol", "graphql-transport-ws");
        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}

using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Streams;
using Graph.TestKit;
using Graph.Tests.Transport.Realtime;
using Graph.Transport.Realtime;

namespace Graph.Tests.Transport.GraphQLTransportWs;

public sealed class SubscriptionTests
{
    [Fact]
    public async Task Subscription_ThatEnds_IsItsResultsAndComplete()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("s", "subscription Down { countdown(from: 2) }");

        for (var value = 2; value >= 0; value--)
        {
            Assert.Equal($$$$"""{"id":"s","type":"next","payload":{"data":{"countdown":{{{{value}}}}}}}""", await socket.ReceiveAsync());
        }

        Assert.Equal("""{"id":"s","type":"complete"}""", await socket.ReceiveAsync());
        await server.UntilLoggedAsync("WebSocket subscription Down ended (Completed) after");
        Assert.Equal(0, server.Gauges.SubscriptionsOf(RealtimeTransport.WebSocket));
    }

    [Fact]
    public async Task Subscription_Running_IsCountedUntilItsClientEndsIt()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("a", "subscription { forever }");
        await socket.SubscribeAsync("b", "subscription { forever }");
        await socket.ReceiveAsync();
        await socket.ReceiveAsync();
        var running = server.Gauges.SubscriptionsOf(RealtimeTransport.WebSocket);

        await socket.CompleteAsync("a");
        await Patience.UntilAsync(
            () => Task.FromResult(server.Gauges.SubscriptionsOf(RealtimeTransport.WebSocket) == 1), () => "The subscription stays.");
        server.Subscriptions.Post("forever", 7);

        Assert.Equal(2, running);
        Assert.Equal("""{"id":"b","type":"next","payload":{"data":{"forever":7}}}""", await socket.ReceiveAsync());
        Assert.Equal(1, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Subscription_EndedByItsClient_SaysNothingMoreAndItsIdIsFree()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("l", "subscription { forever }");
        await socket.ReceiveAsync();

        await socket.CompleteAsync("l");
        await socket.SendAsync("""{"type":"ping"}""");
        var pong = await socket.ReceiveAsync();
        server.Subscriptions.Post("forever", 1);
        await socket.SubscribeAsync("l", "subscription { countdown(from: 0) }");

        Assert.Equal("""{"type":"pong"}""", pong);
        Assert.Equal("""{"id":"l","type":"next","payload":{"data":{"countdown":0}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"l","type":"complete"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Subscription_EndedByItsClientWhileItStarts_NeverStarts()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("h", "subscription { held }");
        await Patience.UntilAsync(() => Task.FromResult(server.Subscriptions.Requests.Count == 1), () => "It does not start.");

        await socket.CompleteAsync("h");
        await server.UntilLoggedAsync("ended (Client)");
        server.Subscriptions.Release();
        await socket.CloseAsync();

        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Subscription_ThatCannotGoOn_EndsWithItsError()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("f", "subscription { failing }");
        await socket.ReceiveAsync();
        var error = await socket.ReceiveJsonAsync();
        await socket.SubscribeAsync("f", "subscription { countdown(from: 0) }");

        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal(
            ErrorCodes.UpstreamUnavailable, error.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains("\"next\"", await socket.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_WithADefect_ClosesWith1011AndIsLogged()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("x", "subscription { broken }");

        Assert.Equal((1011, "Internal server error"), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
        Assert.Contains("A connection failed by a defect", Assert.Single(server.Defects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscription_Request_CarriesNoMoreThanItsOwn()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("a", "subscription { countdown(from: 0) }");
        await socket.ReceiveAsync();

        Assert.True(server.Subscriptions.Requests.TryDequeue(out var request));
        Assert.True(request.TakesStream);
        Assert.False(request.QueriesOnly);
        Assert.Null(request.Viewer);
        Assert.Equal("subscription { countdown(from: 0) }", request.Document);
    }

    [Fact]
    public async Task Subscription_WhoseClientLags_SaysHowManyResultsAreLeftOut()
    {
        var subscriptions = new TestSubscriptions { Limits = new LimitOptions { QueuedResults = 2 }, Policy = MailboxPolicy.Replace };
        await using var server = await RealtimeServer.StartAsync(subscriptions);
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("s", "subscription { countdown(from: 5) }");

        Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"countdown":1},"extensions":{"lagged":4}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"s","type":"next","payload":{"data":{"countdown":0}}}""", await socket.ReceiveAsync());
        Assert.Equal("""{"id":"s","type":"complete"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Subscription_OfEventsWhoseClientLags_EndsWithAnError()
    {
        var subscriptions = new TestSubscriptions { Limits = new LimitOptions { QueuedResults = 2 }, Policy = MailboxPolicy.Keep };
        await using var server = await RealtimeServer.StartAsync(subscriptions);
        using var socket = await TestSocket.ReadyAsync(server);

        await socket.SubscribeAsync("s", "subscription { countdown(from: 5) }");
        string[] results = [await socket.ReceiveAsync(), await socket.ReceiveAsync()];
        var error = await socket.ReceiveJsonAsync();

        Assert.All(results, result => Assert.Contains("\"next\"", result, StringComparison.Ordinal));
        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Contains("Limits:QueuedResults", error.ToString(), StringComparison.Ordinal);
        await server.UntilLoggedAsync("ended (Lagged)");
    }

    [Fact]
    public async Task Stop_CompletesSubscriptionsAndClosesWith1001()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        using var unready = await TestSocket.ConnectAsync(server);
        await socket.SubscribeAsync("a", "subscription { silent }");
        await socket.SubscribeAsync("b", "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(2);

        var stopping = server.DrainAsync(TestContext.Current.CancellationToken);
        string[] messages = [await socket.ReceiveAsync(), await socket.ReceiveAsync()];
        var closes = (await socket.ReceiveCloseAsync(), await unready.ReceiveCloseAsync());
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Equal(["""{"id":"a","type":"complete"}""", """{"id":"b","type":"complete"}"""], messages.Order(StringComparer.Ordinal));
        Assert.Equal(((1001, "The server is stopping"), (1001, "The server is stopping")), closes);
        Assert.Equal(0, server.Gauges.Connections);
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task Stop_LetsWhatRunsComeToItsEndAndTakesNothingNew()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("q", "{ slow { id } }");
        await server.Entered;

        var stopping = server.DrainAsync(TestContext.Current.CancellationToken);
        await socket.SubscribeAsync("late", "{ item { id } }");
        var late = await socket.ReceiveJsonAsync();
        server.Answer();
        string[] messages = [await socket.ReceiveAsync(), await socket.ReceiveAsync()];

        Assert.Equal(("late", "error"), (late.GetProperty("id").GetString(), late.GetProperty("type").GetString()));
        Assert.Equal(ErrorCodes.Overloaded, late.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(["""{"id":"q","type":"next","payload":{"data":{"slow":{"id":"slow"}}}}""", """{"id":"q","type":"complete"}"""], messages);
        Assert.Equal(1001, (await socket.ReceiveCloseAsync()).Code);
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stop_ClientThatDoesNotAnswer_IsCut()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);

        var stopping = server.DrainAsync(TestContext.Current.CancellationToken);
        var code = await socket.ReadCloseAsync();
        var cut = await server.PassUntilAsync(socket.ReadFrameAsync());
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.Equal(1001, code);
        Assert.Null(cut);
    }

    [Fact]
    public async Task Stop_OutOfTime_WaitsNoLonger()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);
        using var outOfTime = new CancellationTokenSource();

        var stopping = server.DrainAsync(outOfTime.Token);
        var waited = !stopping.IsCompleted;
        await outOfTime.CancelAsync();
        await stopping.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);

        Assert.True(waited);
    }

    [Fact]
    public async Task Stop_NewSockets_AreRefused()
    {
        await using var server = await RealtimeServer.StartAsync();
        await server.DrainAsync(TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => TestSocket.ConnectAsync(server));

        Assert.Contains("503", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Gauges.Connections);
    }
}

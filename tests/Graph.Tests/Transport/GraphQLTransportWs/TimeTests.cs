using System.Text.Json;
using Graph.TestKit;
using Graph.Tests.Transport.Realtime;

namespace Graph.Tests.Transport.GraphQLTransportWs;

/// <summary>What happens to clients that are silent or slow.</summary>
public sealed class TimeTests
{
    [Fact]
    public async Task Init_ThatDoesNotCome_Is4408()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ConnectAsync(server);
        await socket.SendAsync("""{"type":"ping"}""");
        await socket.ReceiveAsync();

        server.Pass(TimeSpan.FromSeconds(2.5));
        await socket.SendAsync("""{"type":"ping"}""");
        var still = await socket.ReceiveAsync();
        server.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal("""{"type":"pong"}""", still);
        Assert.Equal((4408, "Connection initialisation timeout"), await socket.ReceiveCloseAsync());
        await server.UntilNothingIsLeftAsync();
    }

    [Fact]
    public async Task Init_InTime_KeepsTheSocket()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        server.Pass(TimeSpan.FromSeconds(10));
        await socket.SendAsync("""{"type":"ping"}""");

        Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
    }

    [Fact]
    public async Task Silence_IsPingedAndAPongKeepsTheSocket()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("""{"type":"ping"}""", await server.PassUntilAsync(socket.ReceiveAsync()));
            await socket.SendAsync("""{"type":"pong"}""");
            await socket.SendAsync("""{"type":"ping"}""");
            Assert.Equal("""{"type":"pong"}""", await socket.ReceiveAsync());
        }
    }

    [Fact]
    public async Task Silence_AfterAPing_Is4408()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await TestSocket.ReadyAsync(server);
        await socket.SubscribeAsync("a", "subscription { silent }");
        await server.Subscriptions.UntilOpenAsync(1);

        var (code, reason) = await server.PassUntilAsync(socket.ReceiveCloseAsync());

        Assert.Equal((4408, "No pong in time"), (code, reason));
        await server.UntilNothingIsLeftAsync();
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task HalfOpen_ClientThatIsGoneWithoutAWord_IsFoundAndCut()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);
        await socket.SendTextAsync("""{"type":"connection_init"}""");
        await socket.SendTextAsync("""{"id":"a","type":"subscribe","payload":{"query":"subscription { silent }"}}""");
        await server.Subscriptions.UntilOpenAsync(1);

        // It neither reads nor answers: ping after 30 s, close after 15, cut after 5.
        await Patience.UntilAsync(
            () =>
            {
                server.Pass(TimeSpan.FromSeconds(1));
                return Task.FromResult(server.Gauges.Connections == 0);
            },
            () => "The connection stays.");

        await server.UntilNothingIsLeftAsync();
        await server.UntilLoggedAsync("WebSocket closed with 4408 (PingTimeout)");
        Assert.Equal(0, server.Subscriptions.CountOpen());
    }

    [Fact]
    public async Task HalfAMessage_ThatGoesNoFurther_IsFoundByThePing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server);
        await socket.SendTextAsync("""{"type":"connection_init"}""");
        await socket.ReadFrameAsync();
        await socket.SendAsync([0x01, 0x81, 0, 0, 0, 0, (byte)'{']);

        var code = await server.PassUntilAsync(socket.ReadCloseAsync());

        Assert.Equal(4408, code);
    }

    [Fact]
    public async Task Slow_ClientThatTakesNothing_IsCutAndLeavesNothing()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var socket = await RawSocket.ConnectAsync(server, receiveBuffer: 4_096);
        await socket.SendTextAsync("""{"type":"connection_init"}""");
        await socket.SendTextAsync("""{"id":"s","type":"subscribe","payload":{"query":"subscription { silent }"}}""");
        await server.Subscriptions.UntilOpenAsync(1);
        for (var i = 0; i < 10; i++)
        {
            // 4 MB each, far beyond what server and kernel hold for it; nobody reads.
            await socket.SendTextAsync(JsonSerializer.Serialize(new { id = $"q{i}", type = "subscribe", payload = new { query = "{ large }" } }));
        }

        await Patience.UntilAsync(
            () =>
            {
                server.Pass(TimeSpan.FromSeconds(1));
                return Task.FromResult(server.Gauges.Connections == 0);
            },
            () => "The connection stays.");

        await server.UntilNothingIsLeftAsync();
        await server.UntilLoggedAsync("(SendTimeout)");
        Assert.Equal(0, server.Subscriptions.CountOpen());
        Assert.Empty(server.Defects);
    }
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>What no client should do, to a graph with real subscriptions: each has its close code, and nothing of it is left.</summary>
public sealed class AbuseTests
{
    private const string Stock = """subscription { inventoryChanged(productIds: ["1"]) { available } }""";

    [Fact]
    public async Task Abuse_OfEveryKind_EndsWithItsCode_AndLeavesNothing()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(SettingsOf(upstreams));
        var codes = new Dictionary<string, int?>();
        foreach (var (name, abuse) in Abuses)
        {
            using var socket = await ConnectAsync(graph);
            await SendAsync(socket, """{"type":"connection_init"}""");
            await SendAsync(socket, JsonSerializer.Serialize(new { id = "live", type = "subscribe", payload = new { query = Stock } }));
            await ReceiveAsync(socket);
            await abuse(socket);
            codes[name] = await CloseOfAsync(socket);
        }

        Assert.Equal(4400, codes["garbage"]);
        Assert.Equal(4400, codes["binary"]);
        Assert.Equal(1009, codes["10 MB"]);
        Assert.Equal(4429, codes["init twice"]);
        Assert.Equal(4409, codes["id twice"]);
        Assert.Equal(4408, codes["silence"]);
        Assert.DoesNotContain(" fail:", graph.Output, StringComparison.Ordinal);
        await graph.NothingLeftAsync();
    }

    [Fact]
    public async Task Subscriptions_AThousandOnOneSocket_AreRefusedPastTheLimit_AndLeaveNothing()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(SettingsOf(upstreams));
        await using (var socket = await GraphSocket.OpenAsync(graph.Client))
        {
            var operations = new List<SocketOperation>();
            for (var i = 0; i < 1_000; i++)
            {
                operations.Add(await socket.SubscribeAsync(Stock));
            }

            var first = await Task.WhenAll(operations.Select(operation => operation.ReadAsync()));

            Assert.Equal(100, first.Count(message => message!.Type == "next"));
            Assert.Equal(900, first.Count(message => message is { Type: "error", Codes: ["LIMIT_EXCEEDED"] }));
        }

        await graph.NothingLeftAsync();
        Assert.DoesNotContain(" fail:", graph.Output, StringComparison.Ordinal);
    }

    private static readonly (string Name, Func<ClientWebSocket, Task> Do)[] Abuses =
    [
        ("garbage", socket => SendAsync(socket, "{ this is no JSON")),
        ("binary", socket => socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None)),
        ("10 MB", socket => SendLargeAsync(socket, 10 * 1_048_576)),
        ("init twice", socket => SendAsync(socket, """{"type":"connection_init"}""")),
        ("id twice", socket => SendAsync(socket, JsonSerializer.Serialize(new { id = "live", type = "subscribe", payload = new { query = Stock } }))),
        ("silence", _ => Task.CompletedTask),
    ];

    private static Dictionary<string, string> SettingsOf(StubUpstreams upstreams) => new(StringComparer.Ordinal)
    {
        ["Upstreams__BaseAddress"] = upstreams.Address.ToString(),
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Realtime__PingInterval"] = "00:00:02",
        ["Realtime__PingTimeout"] = "00:00:02",
        ["Realtime__MessageBurst"] = "2000",
    };

    private static async Task<ClientWebSocket> ConnectAsync(GraphProcess graph)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        await socket.ConnectAsync(new UriBuilder(graph.Client.Http.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri, CancellationToken.None);
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task SendLargeAsync(ClientWebSocket socket, int length)
    {
        try
        {
            await SendAsync(socket, JsonSerializer.Serialize(new { type = "ping", payload = new { text = new string('x', length) } }));
        }
        catch (WebSocketException)
        {
            // the server has closed before it was through
        }
    }

    private static async Task<WebSocketReceiveResult> ReceiveAsync(ClientWebSocket socket) =>
        await socket.ReceiveAsync(new byte[65_536], CancellationToken.None).WaitAsync(Patience.Limit);

    private static async Task<int?> CloseOfAsync(ClientWebSocket socket)
    {
        while ((await ReceiveAsync(socket)).MessageType != WebSocketMessageType.Close)
        {
            // a ping, or a result that was on its way
        }

        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        return (int?)socket.CloseStatus;
    }
}

using Graph.TestKit;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Clients that do not read what they have asked for.</summary>
public sealed class SlowReaderTests
{
    private const string Query = """subscription { productChanged(ids: ["1", "2"]) { product { version description } } }""";

    /// <summary>More than any buffer between the graph and the client takes.</summary>
    private const int Changes = 60;

    private const int DescriptionLength = 200_000;

    [Fact]
    public async Task SlowReader_GetsTheNewestOfEach_AndCostsOthersNothing()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(SettingsOf(upstreams, sendTimeout: "00:05:00"));
        await using var slow = await RawSubscriber.StartAsync(graph.Client.Http.BaseAddress!.Port, Query);
        await using var fast = await GraphSocket.OpenAsync(graph.Client);
        var products = await fast.SubscribeAsync(Query);

        await ChangeAsync(graph, upstreams, products);
        var told = await slow.ReadUntilAsync(message =>
            message.Type == "next" && message.At("productChanged.product.version").GetInt32() == Changes + 1
            && message.At("productChanged.product.description").GetString()!.StartsWith("1-", StringComparison.Ordinal));

        Assert.InRange(told.Count, 3, Changes); // not each of them, but the last of both
        Assert.Equal(2 * (Changes + 1), told.Count + told.Sum(message => message.Lagged)); // each is told, or counted
        Assert.InRange((await graph.Client.GetMetricsAsync()).Value("graph_subscriptions_lagged_total", ("outcome", "replaced")), 1, double.MaxValue);
    }

    [Fact]
    public async Task StuckReader_IsCut_AndNothingOfItIsLeft()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(SettingsOf(upstreams, sendTimeout: "00:00:01"));
        await using var stuck = await RawSubscriber.StartAsync(graph.Client.Http.BaseAddress!.Port, Query);
        await using (var fast = await GraphSocket.OpenAsync(graph.Client))
        {
            await ChangeAsync(graph, upstreams, await fast.SubscribeAsync(Query));
            await Patience.UntilAsync(
                async () => (await graph.Client.GetMetricsAsync()).Value("graph_ws_connections") == 1, () => "the stuck client is still there");
            Assert.Equal(1, (await graph.Client.GetMetricsAsync()).Value("graph_ws_closed_total", ("reason", "send_timeout")));
        }

        await graph.NothingLeftAsync();
    }

    private static async Task ChangeAsync(GraphProcess graph, StubUpstreams upstreams, SocketOperation others)
    {
        await others.NextAsync();
        await others.NextAsync();
        for (var version = 2; version <= Changes + 1; version++)
        {
            foreach (var id in (string[])["2", "1"])
            {
                var text = $"{id}-{version}-" + new string('x', DescriptionLength);
                upstreams.Data.Update(upstreams.Data.Products[id], product => product["description"] = text);
                await graph.Client.SendEventsAsync(Event($"e{id}-{version}", "product.updated", id, new { version, category = "hats" }));
                var next = await others.NextAsync();
                Assert.Equal(version, next.At("productChanged.product.version").GetInt32());
            }
        }
    }

    private static Dictionary<string, string> SettingsOf(StubUpstreams upstreams, string sendTimeout)
    {
        var settings = GraphProcess.SettingsOver(upstreams);
        settings["Limits__QueuedResults"] = "4";
        settings["Realtime__SendTimeout"] = sendTimeout;
        return settings;
    }
}

using System.Net;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>Ten thousand sockets at one instance.</summary>
public sealed class TenThousandTests(ITestOutputHelper output)
{
    private const int Subscribers = 10_000;
    private const int Changes = 50;
    private const int BytesPerIdleSubscriber = 25 * 1_024;

    [Fact]
    public async Task Changes_ReachEverySubscriber_ByOneExecutionAndOneUpstreamCallEach()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(SettingsOf(upstreams));
        var address = graph.Client.Http.BaseAddress!;
        using var crowd = new Crowd(new IPEndPoint(IPAddress.Loopback, address.Port));
        await crowd.GrowAsync(Subscribers / 10);
        var before = graph.WorkingSet;
        await crowd.GrowAsync(Subscribers - (Subscribers / 10));
        var each = (graph.WorkingSet - before) / (Subscribers * 9 / 10);
        output.WriteLine($"{each} bytes of the process for each idle subscriber");
        await ChangeAsync(graph, upstreams, crowd, version: 2); // a counter is not there before it counts
        var executions = await ExecutionsAsync(graph);
        upstreams.ForgetCalls();

        for (var version = 3; version <= Changes + 2; version++)
        {
            await ChangeAsync(graph, upstreams, crowd, version);
        }

        Assert.Equal(0, crowd.LostCount);
        Assert.All(crowd.Members, member => Assert.Equal(Changes + 2, member.Version));
        Assert.All(crowd.Members, member => Assert.Equal(Changes + 2, member.Results));
        Assert.Equal(Changes, await ExecutionsAsync(graph) - executions);
        Assert.Equal(Changes, upstreams.CallCount);
        Assert.InRange(each, 0, BytesPerIdleSubscriber);
        crowd.Dispose();
        await graph.NothingLeftAsync();
    }

    private static async Task ChangeAsync(GraphProcess graph, StubUpstreams upstreams, Crowd crowd, int version)
    {
        upstreams.Data.Update(upstreams.Data.Inventory["1"], stock => stock["available"] = version);
        var taken = await graph.Client.SendEventsAsync(Event($"e{version}", "inventory.changed", "1", new { version }, "/inventory"));
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        await crowd.UntilAllToldAsync(version);
    }

    private static async Task<double> ExecutionsAsync(GraphProcess graph) =>
        (await graph.Client.GetMetricsAsync()).Value("graph_subscriptions_executions_total", ("reason", "change"));

    private static Dictionary<string, string> SettingsOf(StubUpstreams upstreams)
    {
        var settings = GraphProcess.SettingsOver(upstreams);
        settings["Logging__LogLevel__Default"] = "Warning";
        settings["Realtime__MaxWebSockets"] = "11000";
        settings["Hosting__MaxUpgradedConnections"] = "11000";
        settings["Hosting__MaxConnections"] = "12000";
        settings["Realtime__PingInterval"] = "00:10:00";
        settings["DOTNET_GCgen0size"] = "400000"; // 4 MB in hex: what is counted is what is held, not what the handshakes have left to collect
        settings["Realtime__SendTimeout"] = "00:01:00";
        return settings;
    }
}

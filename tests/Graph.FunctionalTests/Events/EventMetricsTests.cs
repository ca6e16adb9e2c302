using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using static Graph.TestKit.Server.GraphEvents;

namespace Graph.FunctionalTests.Events;

/// <summary>In a process of its own, because metrics are a process's.</summary>
public sealed class EventMetricsTests
{
    [Fact]
    public async Task Events_AreCountedByTypeAndWhatBecameOfThem()
    {
        await using var upstreams = await StubUpstreams.StartAsync();
        await using var graph = await GraphProcess.StartReadyAsync(upstreams);
        var updated = Event("e1", "product.updated", "id-4711");

        await graph.Client.SendEventsAsync(updated, Event("h1", "upstream.heartbeat"), Event("e2", "unheard.id-4711"));
        await graph.Client.SendEventsAsync(updated, Event("e3", "unheard.id-4711", source: "/unheard"));
        await graph.Client.SendEventsAsync(updated, "{}");
        var metrics = await graph.Client.GetMetricsAsync();

        const string received = "graph_events_received_total";
        Assert.Equal(
            [("other", "applied", 1), ("other", "ignored", 1), ("other", "refused", 1), ("product.updated", "applied", 1), ("product.updated", "duplicate", 1), ("upstream.heartbeat", "applied", 1)],
            metrics.Find(received).Select(sample => (sample.Labels["type"], sample.Labels["result"], sample.Value)).Order());
        Assert.Equal(3, metrics.Value("graph_events_remembered"));
        Assert.DoesNotContain(metrics.Samples, sample => sample.Labels.Values.Any(value => value.Contains("4711", StringComparison.Ordinal)));
    }
}

using Graph.TestKit;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Subscriptions;

/// <summary>What a graph still holds for clients that are gone.</summary>
internal static class Leftovers
{
    /// <summary>Waits until no socket, subscription, execution or topic is left.</summary>
    public static Task NothingLeftAsync(this GraphProcess graph) =>
        Patience.UntilAsync(async () => await CountAsync(graph) == 0, () => "sockets, subscriptions, executions or topics are left over");

    private static async Task<double> CountAsync(GraphProcess graph)
    {
        var metrics = await graph.Client.GetMetricsAsync();
        return metrics.Value("graph_ws_connections") + metrics.Value("graph_subscriptions_active", ("transport", "websocket"))
            + metrics.Value("graph_subscriptions_feeds") + metrics.Value("graph_subscriptions_topics");
    }
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution.Streams;

internal static class StreamMetrics
{
    private static readonly KeyValuePair<string, object?> Replaced = new("outcome", "replaced");
    private static readonly KeyValuePair<string, object?> Ended = new("outcome", "ended");

    private static readonly Counter<long> Lagged = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.subscriptions.lagged", "{result}", "Results that found a client's queue full (Limits:QueuedResults): replaced an older one, or ended it.");

    public static void CountLagged(MailboxPolicy policy) => Lagged.Add(1, policy == MailboxPolicy.Replace ? Replaced : Ended);
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.HttpCaching.Purging;

internal static class PurgeMetrics
{
    private static readonly Counter<long> Purges = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.http_cache.purges", "{request}", "Purges sent to shared caches, by result.");

    /// <param name="result"><c>names</c> or <c>everything</c> that was purged, or <c>failed</c>.</param>
    public static void Count(string result) => Purges.Add(1, new KeyValuePair<string, object?>("result", result));
}

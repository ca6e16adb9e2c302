using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Caching.Refresh;

internal static class RefreshMetrics
{
    /// <summary>{type, result}: started, succeeded, failed.</summary>
    public static readonly Counter<long> Refreshes = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.cache.refreshes", "{key}", "Keys fetched again without a reader who waits, by what came of it.");
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Invalidation;

internal static class InvalidationMetrics
{
    public static readonly Counter<long> Records = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.invalidation.records", "{record}", "Records appended to the invalidation log.");
}

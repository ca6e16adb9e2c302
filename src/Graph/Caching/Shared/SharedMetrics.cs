using System.Diagnostics;
using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Caching.Shared;

internal static class SharedMetrics
{
    public static readonly Counter<long> Dropped = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.cache.redis.dropped", "{value}", "Values not written because too many batches were on their way (Redis:MaxPendingWrites).");

    private static readonly Histogram<double> Duration = GraphTelemetry.Meter.CreateHistogram<double>(
        "graph.cache.redis.duration", "s", "How long the entity cache's operations on Redis took.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
        });

    /// <param name="operation">read, write or lease.</param>
    /// <param name="result">ok, timeout or error.</param>
    /// <param name="took">How long it took.</param>
    public static void Record(string operation, string result, TimeSpan took) =>
        Duration.Record(took.TotalSeconds, new TagList { { "operation", operation }, { "result", result } });
}

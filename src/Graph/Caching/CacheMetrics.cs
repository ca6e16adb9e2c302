using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Caching;

internal static class CacheMetrics
{
    /// <summary>{type, level, result}: hit, stale, negative, miss, stale_on_error.</summary>
    public static readonly Counter<long> Requests = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.cache.requests", "{key}", "Keys read from the entity cache, by what was found.");

    public static readonly Counter<long> Coalesced = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.loader.coalesced", "{key}", "Keys that joined a fetch which was under way already.");

    public static readonly Histogram<int> BatchSize = GraphTelemetry.Meter.CreateHistogram<int>(
        "graph.loader.batch.size", "{key}", "Keys in one call of a loader.", advice: new InstrumentAdvice<int>
        {
            HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100],
        });

    public static readonly Histogram<double> BatchWait = GraphTelemetry.Meter.CreateHistogram<double>(
        "graph.loader.batch.wait", "s", "How long the first key of a batch has waited for a lane.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
        });
}

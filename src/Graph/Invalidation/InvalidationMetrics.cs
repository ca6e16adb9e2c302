using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Invalidation;

internal static class InvalidationMetrics
{
    public static readonly Counter<long> Records = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.invalidation.records", "{record}", "Records appended to the invalidation log.");

    public static readonly Counter<long> Gaps = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.invalidation.gaps", "{gap}", "Times that records were gone before they were read.");

    public static readonly Counter<long> Epochs = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.invalidation.epochs", "{epoch}", "Times that the log has begun anew.");

    public static readonly Histogram<double> Lag = GraphTelemetry.Meter.CreateHistogram<double>(
        "graph.invalidation.lag", "s", "Age of a record when it was read.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30, 300],
        });
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution.WarmUp;

internal static class WarmUpMetrics
{
    private static readonly Histogram<double> Duration = GraphTelemetry.Meter.CreateHistogram<double>(
        "graph.warmup.duration", "s", "How long a warm-up operation took, by result.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });

    public static void Record(WarmUpResult result, TimeSpan elapsed) =>
        Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("result", LabelOf(result)));

    private static string LabelOf(WarmUpResult result) => result switch
    {
        WarmUpResult.Succeeded => "succeeded",
        WarmUpResult.TimedOut => "timed_out",
        _ => "failed",
    };
}

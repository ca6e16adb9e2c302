using System.Diagnostics;
using System.Diagnostics.Metrics;
using Graph.Execution.Results;
using Graph.Telemetry;

namespace Graph.Execution;

/// <summary>The span and the duration of each operation. A client's operation names are unbounded: on the span only, never a label.</summary>
internal static class OperationTelemetry
{
    private static readonly Histogram<double> Duration = GraphTelemetry.Meter.CreateHistogram<double>(
        "graph.operation.duration", "s", "Time to answer an operation, its wait for a place included, by type and outcome.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly KeyValuePair<string, object?> Query = new("graphql.operation.type", "query");
    private static readonly KeyValuePair<string, object?> Executed = new("outcome", nameof(ResultOutcome.Executed));

    /// <summary>Of a query that was answered before it was parsed. It has no span: there is nothing in it.</summary>
    public static void RecordKept(TimeSpan elapsed) => Duration.Record(elapsed.TotalSeconds, Query, Executed);

    public static Activity? Start() => GraphTelemetry.Activities.StartActivity("graphql.operation");

    public static void Record(Activity? span, OperationResult result, TimeSpan elapsed)
    {
        var type = result.Operation?.Type ?? "unknown";
        var outcome = result.Outcome == ResultOutcome.Executed && result.Errors.Count > 0 ? "Partial" : result.Outcome.ToString();
        Duration.Record(elapsed.TotalSeconds, new("graphql.operation.type", type), new("outcome", outcome));
        span?.SetTag("graphql.operation.type", type).SetTag("graphql.operation.name", result.Operation?.Name);
        if (result.Outcome is ResultOutcome.Failed or ResultOutcome.TimedOut)
        {
            span?.SetStatus(ActivityStatusCode.Error, outcome);
        }
    }
}

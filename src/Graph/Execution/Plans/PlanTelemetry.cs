using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution.Plans;

/// <summary>Plans that were compiled. Many that are not kept: a document has too many conditions for <see cref="LimitOptions.PlanFields"/>.</summary>
internal static class PlanTelemetry
{
    private static readonly Counter<long> Plans = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.plans.compiled", "{plan}", "Plans compiled for operations, by whether they are kept (PlanFields).");

    public static void Compiled(bool isKept) => Plans.Add(1, new KeyValuePair<string, object?>("kept", isKept ? "true" : "false"));
}

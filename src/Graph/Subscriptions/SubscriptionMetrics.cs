using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Subscriptions;

internal static class SubscriptionMetrics
{
    private static readonly KeyValuePair<string, object?> Start = new("reason", "start");
    private static readonly KeyValuePair<string, object?> Change = new("reason", "change");

    private static readonly Counter<long> Executions = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.subscriptions.executions", "{execution}", "Executions of subscriptions and live queries, shared by all who asked the same: for those who join, and for changes.");

    public static void Count(int executions, bool isStart) => Executions.Add(executions, isStart ? Start : Change);
}

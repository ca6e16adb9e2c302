using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.ChangeDetection;

internal static class DetectionMetrics
{
    private static readonly Counter<long> Polls = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.detection.polls", "{poll}", "Looks for changes of an upstream that sends no events, by result.");

    private static readonly Counter<long> Changes = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.detection.changes", "{change}", "Changes that were found by looking.");

    public static void Polled(string upstream, string result) => Polls.Add(1, new("upstream", upstream), new("result", result));

    public static void Changed(string upstream, int changes) => Changes.Add(changes, new KeyValuePair<string, object?>("upstream", upstream));
}

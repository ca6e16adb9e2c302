using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Invalidation.Events;

internal static class EventMetrics
{
    /// <summary>The type of what no domain listens to, and of deliveries that are refused unread.</summary>
    public const string OtherType = "other";

    private static readonly Counter<long> Received = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.events.received", "{event}", "Change events received, by what became of them.");

    /// <param name="type">A type that a domain listens to, the heartbeat's, or <see cref="OtherType"/>.</param>
    /// <param name="result">One of <see cref="EventResult"/>.</param>
    public static void Count(string type, string result) =>
        Received.Add(1, new KeyValuePair<string, object?>("type", type), new KeyValuePair<string, object?>("result", result));
}

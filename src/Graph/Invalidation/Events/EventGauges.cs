using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Invalidation.Events;

/// <summary>How many events this process remembers, read when metrics are scraped.</summary>
internal sealed class EventGauges : IDisposable
{
    // A meter of its own, so that the gauge goes with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public EventGauges(RememberedEvents remembered) => _meter.CreateObservableGauge(
        "graph.events.remembered", () => remembered.Count, "{event}", "Events that are remembered, to know repeated ones (Events:DedupWindow).");

    public void Dispose() => _meter.Dispose();
}

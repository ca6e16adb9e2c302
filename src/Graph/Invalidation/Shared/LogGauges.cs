using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Invalidation.Shared;

/// <summary>How this instance is with the shared log, read when metrics are scraped.</summary>
internal sealed class LogGauges : IDisposable
{
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public LogGauges(LogState state, Pulse pulse, Outbox outbox)
    {
        _meter.CreateObservableGauge("graph.invalidation.away", () => pulse.IsLogAway ? 1 : 0, "1", "1 while the log can't be read.");
        _meter.CreateObservableGauge("graph.invalidation.backlog", () => state.Lag, "{record}", "Records that the log was ahead at the last look.");
        _meter.CreateObservableGauge("graph.invalidation.outbox", () => outbox.Count, "{record}", "Records that wait for the log (Redis:MaxOutbox).");
        _meter.CreateObservableGauge("graph.invalidation.kept", () => state.History.Count, "{record}", "Records kept for followers (Invalidation:MaxRecords).");
    }

    public void Dispose() => _meter.Dispose();
}

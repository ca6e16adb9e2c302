using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Caching.Shared;

/// <summary>How the shared level is, read when metrics are scraped.</summary>
internal sealed class SharedGauges : IDisposable
{
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public SharedGauges(RedisStore store)
    {
        _meter.CreateObservableGauge("graph.cache.redis.paused", () => store.IsPaused ? 1 : 0, "1", "1 while Redis is left alone as a cache.");
        _meter.CreateObservableGauge("graph.cache.redis.pending", () => store.PendingWrites, "{batch}", "Batches that wait to be written (Redis:MaxPendingWrites).");
    }

    public void Dispose() => _meter.Dispose();
}

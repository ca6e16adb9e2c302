using System.Diagnostics.Metrics;
using Graph.Caching.Refresh;
using Graph.Invalidation;
using Graph.Telemetry;

namespace Graph.Caching;

/// <summary>What the caches of this process hold, read when metrics are scraped.</summary>
internal sealed class CacheGauges : IDisposable
{
    private static readonly KeyValuePair<string, object?> Level = new("level", "memory");

    // A meter of its own, so that the gauges go with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly EntityCache _cache;
    private readonly RefreshScheduler _refreshes;

    public CacheGauges(EntityCache cache, RefreshScheduler refreshes, InvalidationIndex index)
    {
        (_cache, _refreshes) = (cache, refreshes);
        _meter.CreateObservableGauge("api.cache.hit_rate", HitRates, "1", "Keys served from the cache, of those read in the last 5 minutes.");
        _meter.CreateObservableGauge("graph.cache.entries", Entries, "{entry}", "Values in the cache.");
        _meter.CreateObservableGauge("graph.cache.bytes", Bytes, "By", "Estimated size of the values in the cache.");
        _meter.CreateObservableCounter("graph.cache.evictions", () => cache.Memory.Evictions, "{entry}", "Values that had to make room.");
        _meter.CreateObservableGauge("graph.cache.overlays", () => cache.Overlays.Count, "{change}", "Changes shown before they are confirmed (MaxOverlays).");
        _meter.CreateObservableGauge("graph.cache.ttl", Ttls, "s", "Mean ttl of a type's values.");
        _meter.CreateObservableGauge("graph.cache.scheduled", Scheduled, "{key}", "Keys that wait for their refresh (Refresh:MaxScheduled).");
        _meter.CreateObservableGauge("graph.loader.in_flight", InFlight, "{key}", "Keys on their way from an upstream.");
        _meter.CreateObservableGauge("graph.lane.keys", LaneKeys, "{key}", "Keys in calls or waiting for a lane (Lanes:MaxKeys).");
        _meter.CreateObservableGauge("graph.invalidation.slots", () => index.SlotCount, "{name}", "Keys and tags that the index remembers.");
        _meter.CreateObservableGauge("graph.invalidation.patterns", () => index.PatternCount, "{glob}", "Globs that the index remembers.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<double>> HitRates() => _cache.Sources
        .Select(source => (source.Statistics.Label, Rate: source.Statistics.HitRate()))
        .Where(source => source.Rate is not null)
        .Select(source => new Measurement<double>(source.Rate!.Value, Type(source.Label), Level));

    private IEnumerable<Measurement<long>> Entries() => _cache.Sources.Select(
        source => new Measurement<long>(_cache.Memory.UsageOf(source.Number).Entries, Type(source.Definition.Label), Level));

    private IEnumerable<Measurement<long>> Bytes() => _cache.Sources.Select(
        source => new Measurement<long>(_cache.Memory.UsageOf(source.Number).Bytes, Type(source.Definition.Label), Level));

    private IEnumerable<Measurement<double>> Ttls() => _cache.Sources.Select(
        source => new Measurement<double>(source.MeanTtl.TotalSeconds, Type(source.Definition.Label)));

    private IEnumerable<Measurement<int>> Scheduled() => _cache.Sources.Select(
        source => new Measurement<int>(_refreshes.CountOf(source), Type(source.Definition.Label)));

    private IEnumerable<Measurement<int>> InFlight() =>
        _cache.Sources.Select(source => new Measurement<int>(source.InFlight, Type(source.Definition.Label)));

    private IEnumerable<Measurement<int>> LaneKeys() =>
        _cache.Sources.Select(source => new Measurement<int>(source.LaneKeys, Type(source.Definition.Label)));

    private static KeyValuePair<string, object?> Type(string label) => new("type", label);
}

using Graph.Caching;
using Graph.Caching.ResponseCache;
using Graph.Execution.Responses;
using Graph.Execution.Schema;
using Graph.Invalidation;
using Microsoft.Extensions.Options;

namespace Graph.Hosting.Admin;

/// <summary>Tells an operator what the cache of this instance holds and does.</summary>
internal sealed class CacheReporter(
    EntityCache cache,
    InvalidationIndex index,
    IInvalidationLog log,
    ResponseStore responses,
    KnownRequests requests,
    IOptions<EntityCacheOptions> cacheOptions,
    IOptions<ResponseCacheOptions> responseOptions,
    IOptions<InvalidationOptions> logOptions,
    TimeProvider time)
{
    public CacheReport Report()
    {
        var walk = MemoryWalk.Over(cache, index, time);
        var types = cache.Sources
            .Select(source => Report(source, walk.Of(source)))
            .OrderBy(type => type.Type, StringComparer.Ordinal)
            .ToArray();
        return new CacheReport(cacheOptions.Value.Enabled, TotalsOf(types), ReportResponses(), types, walk.AgesOfEvery, ReportLog());
    }

    private TypeReport Report(CachedSource source, SourceTally tally)
    {
        var (entries, bytes) = cache.Memory.UsageOf(source.Number);
        return new TypeReport(
            source.Definition.Label,
            entries,
            bytes,
            source.Statistics.HitRate(),
            ReadsReport.Of(source.Statistics.Total),
            tally.Now,
            tally.Ages,
            cache.Memory.EvictionsOf(source.Number),
            RefreshesReport.Of(source.Statistics.Refreshes),
            source.InFlight,
            source.LaneKeys,
            PolicyReport.Of(source.Definition.Policy));
    }

    private CacheTotals TotalsOf(TypeReport[] types) => new(
        types.Sum(type => type.Entries),
        cacheOptions.Value.MaxEntries,
        types.Sum(type => type.Bytes),
        cacheOptions.Value.MaxBytes,
        types.Sum(type => type.Evictions),
        cache.Overlays.Count,
        cacheOptions.Value.MaxOverlays,
        types.Sum(type => type.InFlight),
        types.Sum(type => type.LaneKeys));

    private ResponsesReport ReportResponses() => new(
        requests.IsOn,
        responses.Count,
        responseOptions.Value.MaxEntries,
        responses.Bytes,
        responseOptions.Value.MaxBytes,
        responses.Evictions,
        cache.Responses.Count,
        requests.Count,
        responseOptions.Value.MaxKnownRequests);

    private LogReport ReportLog() => new(
        log.Tail.ToString(),
        index.Seq,
        index.SlotCount,
        logOptions.Value.MaxSlots,
        index.PatternCount,
        logOptions.Value.MaxPatterns,
        index.Floor is { Seq: >= 0 } floor ? floor.Seq : null);
}

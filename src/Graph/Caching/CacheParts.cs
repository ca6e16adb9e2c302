using Graph.Caching.Freshness;
using Graph.Caching.Memory;
using Graph.Caching.Refresh;
using Graph.Caching.ResponseCache;
using Graph.Caching.Shared;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Upstreams.Lanes;

namespace Graph.Caching;

/// <summary>What the caches of all sources share.</summary>
internal sealed record CacheParts(
    MemoryLevel Memory,
    SeenVersions Seen,
    InvalidationIndex Index,
    Pulse Pulse,
    RefreshScheduler Refreshes,
    SecretIds Ids,
    EntityCacheOptions Options,
    LanesOptions Lanes,
    TimeProvider Time,
    ILogger Logger,
    CancellationToken Stopping)
{
    private long _admissions;

    /// <summary>The level that instances share; null when this one is alone.</summary>
    public SharedParts? Shared { get; init; }

    /// <summary>Which responses were made of which values.</summary>
    public required ResponseIndex Responses { get; init; }

    /// <summary>The cache of the items that a list brings along; set once all sources are known.</summary>
    public Func<Source, CachedSource>? CacheOf { get; set; }

    /// <summary>What viewers are shown before it is true.</summary>
    public Overlays Overlays { get; } = new(Options, Index);

    /// <summary>What is remembered of keys whose ttl adapts.</summary>
    public TtlHistories Histories { get; } = new(Options.MaxEntries);

    /// <summary>Hears of each value that takes another's place, or none's; under the source's lock, so it must not wait. Null when nobody listens.</summary>
    public Action<Dependency>? Replaced { get; set; }

    public long Admissions => Volatile.Read(ref _admissions);

    public long NextAdmission() => Interlocked.Increment(ref _admissions);
}

using System.Collections.Frozen;
using Graph.Caching.Memory;
using Graph.Caching.Refresh;
using Graph.Caching.ResponseCache;
using Graph.Caching.Shared;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Upstreams.Lanes;
using Microsoft.Extensions.Options;

namespace Graph.Caching;

/// <summary>The cache of every source: reads of many keys at once, judged by the invalidation log.</summary>
internal sealed class EntityCache
{
    private readonly FrozenDictionary<string, CachedSource> _sources;
    private readonly CacheParts _parts;

    public EntityCache(
        SourceRegistry sources,
        InvalidationIndex index,
        Pulse pulse,
        RefreshScheduler refreshes,
        SecretIds ids,
        IOptions<EntityCacheOptions> options,
        IOptions<LanesOptions> lanes,
        TimeProvider time,
        ILogger<EntityCache> logger,
        IHostApplicationLifetime lifetime,
        SharedParts? shared = null,
        ResponseIndex? responses = null)
    {
        _parts = new CacheParts(
            new MemoryLevel(options.Value, sources.All.Count),
            new SeenVersions(options.Value.MaxEntries),
            index,
            pulse,
            refreshes,
            ids,
            options.Value,
            lanes.Value,
            time,
            logger,
            lifetime.ApplicationStopping)
        {
            Shared = shared,
            Responses = responses ?? new ResponseIndex(index),
        };
        _sources = sources.All
            .Select((definition, number) => definition.CreateCache(_parts, number))
            .ToFrozenDictionary(source => source.Definition.Source.Name, StringComparer.Ordinal);
        _parts.CacheOf = source => _sources[source.Name];
    }

    public IReadOnlyCollection<CachedSource> Sources => _sources.Values;

    public MemoryLevel Memory => _parts.Memory;

    /// <summary>Which responses were made of its values.</summary>
    public ResponseIndex Responses => _parts.Responses;

    public Overlays Overlays => _parts.Overlays;

    /// <summary>Hears of each value that takes another's place, however it came about: fetched, refreshed, written, from Redis. Called under a
    /// lock, so it must not wait. For one listener.</summary>
    public Action<Dependency>? Replaced
    {
        get => _parts.Replaced;
        set => _parts.Replaced = value;
    }

    public CachedSource<T> Of<T>(Source source) where T : class => (CachedSource<T>)_sources[source.Name];

    /// <summary>Removes what the log has invalidated already, so that it takes no room.</summary>
    /// <returns>How many values were removed.</returns>
    public int RemoveDead() => Memory.RemoveWhere(entry => _parts.Index.IsDead(entry.Key, entry.Tags, entry.Start, entry.Version));
}

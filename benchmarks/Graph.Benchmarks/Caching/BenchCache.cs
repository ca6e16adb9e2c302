using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Upstreams.Lanes;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Benchmarks.Caching;

/// <summary>An entity cache over an upstream that answers at once, with everything in memory.</summary>
internal sealed class BenchCache
{
    private static readonly EntitySource<Item> Items = new("Item", item => item.Id, item => item.Version);

    private readonly CachedSource<Item> _source;
    private readonly ReadKey[] _keys;
    private readonly LoadRequest _request = new(TraceId: null, CancellationToken.None) { MaxUpstreamCalls = int.MaxValue };

    public BenchCache(int keys)
    {
        var options = Options.Create(new InvalidationOptions { MaxSlots = 2_000_000 });
        Index = new InvalidationIndex(options, TimeProvider.System);
        var definition = new EntityDefinition<Item>(Items, "Benchmarks")
        {
            Policy = new FreshnessPolicy("Item", FreshnessStrategy.TimeBased, CacheScope.Public, TimeSpan.FromHours(1)),
        };
        definition.FetchBatch((ids, _) => ValueTask.FromResult<LoadResult<Item>[]>([.. ids.Select(id => (LoadResult<Item>)new Item(id, 1))]));
        definition.Tags(item => [$"group:{item.Id[^1]}"]);
        var sources = new SourceRegistry();
        sources.Add(definition);
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        var refreshes = new RefreshScheduler(Options.Create(new RefreshOptions()), TimeProvider.System, lifetime);
        Cache = new EntityCache(
            sources, Index, new Pulse(options, TimeProvider.System), refreshes, new SecretIds(options), Options.Create(new EntityCacheOptions()), Options.Create(new LanesOptions()), TimeProvider.System,
            NullLogger<EntityCache>.Instance, lifetime);
        _source = Cache.Of<Item>(Items);
        _keys = [.. Enumerable.Range(0, keys).Select(i => new ReadKey($"{i}"))];
    }

    public InvalidationIndex Index { get; }

    public EntityCache Cache { get; }

    public async Task WarmAsync() => await ReadAsync();

    public ValueTask<LoadResult<Item>[]> ReadAsync() => _source.ReadManyAsync(_keys, _request);
}

using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Tests.Caching;

/// <summary>A cache over an upstream that is asked for what has changed only: what there is a copy of is read by itself.</summary>
internal sealed class ConditionalWorld : IDisposable
{
    public ConditionalWorld(InvalidationOptions? invalidation = null)
    {
        Cache = new CacheWorld(invalidation: invalidation);
        Cache.ThingDefinition.FetchOne(FetchOne);
        Cache.ThingDefinition.RefreshesConditionally = true;
    }

    public CacheWorld Cache { get; }

    /// <summary>Every single read so far, in order; the test reads and returns them.</summary>
    public List<GatedCall<string, Thing>> SingleCalls { get; } = [];

    /// <summary>Puts things into the cache, and lets them expire.</summary>
    public void WarmAndExpire(int version, params string[] ids)
    {
        foreach (var id in ids)
        {
            Cache.Versions[id] = version;
        }

        Cache.Warm(ids);
        Expire();
    }

    public void Expire() => Cache.Time.Advance(CacheWorld.Policy.Ttl + CacheWorld.Policy.StaleFor);

    public void Dispose() => Cache.Dispose();

    private async ValueTask<LoadResult<Thing>> FetchOne(string id, FetchContext context)
    {
        var call = new GatedCall<string, Thing>([id], context, key => Cache.Versions.GetValueOrDefault(key) switch
        {
            <= 0 => LoadResult<Thing>.NotFound,
            var version when version == context.KnownVersion => LoadResult<Thing>.Unchanged,
            var version => new Thing(key, version, "sent"),
        });
        SingleCalls.Add(call);
        return (await call.Task)[0];
    }
}

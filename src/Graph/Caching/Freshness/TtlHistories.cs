using BitFaster.Caching.Lru;

namespace Graph.Caching.Freshness;

/// <summary>The histories of all keys whose ttl adapts: at most as many as values are kept. They outlive the values, which a refetch, a newer
/// version or a purge takes away.</summary>
internal sealed class TtlHistories(int maxEntries)
{
    // Most graphs have no adaptive type; nothing is set aside for them.
    private readonly Lazy<ConcurrentLru<CacheKey, TtlHistory>> _histories = new(
        () => new ConcurrentLru<CacheKey, TtlHistory>(Environment.ProcessorCount, Math.Max(3, maxEntries), EqualityComparer<CacheKey>.Default));

    public int Count => _histories.IsValueCreated ? _histories.Value.Count : 0;

    public TtlHistory? Of(CacheKey key) => _histories.Value.TryGet(key, out var history) ? history : null;

    public void Set(CacheKey key, TtlHistory history) => _histories.Value.AddOrUpdate(key, history);
}

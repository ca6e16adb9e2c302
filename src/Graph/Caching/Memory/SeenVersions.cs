using BitFaster.Caching.Lru;
using Graph.Invalidation;

namespace Graph.Caching.Memory;

/// <summary>The highest version of each key that this instance has let through, so that versions never go back (R11). It outlives the
/// value itself: four times as many keys as the cache holds.</summary>
internal sealed class SeenVersions(int maxEntries)
{
    private const int GhostsPerEntry = 4;

    private readonly ConcurrentLru<CacheKey, Admission> _seen =
        new(Environment.ProcessorCount, (int)Math.Min(int.MaxValue / 2, Math.Max(16L, (long)maxEntries * GhostsPerEntry)), EqualityComparer<CacheKey>.Default);

    public int Count => _seen.Count;

    public Admission? Of(CacheKey key) => _seen.TryGet(key, out var admission) ? admission : null;

    public void Set(CacheKey key, Admission admission) => _seen.AddOrUpdate(key, admission);

    /// <param name="Version">The highest version that was let through; null where there was none.</param>
    /// <param name="Start">The start of the fetch that brought it.</param>
    /// <param name="Content">What was let through last, if it had no version and instances share values; what a shared copy must be the same as (R19).</param>
    /// <param name="Order">Counts admissions, so that an answer without a version that was asked for earlier is known to be older.</param>
    internal sealed record Admission(long? Version, Mark Start, long Order, ulong? Content);
}

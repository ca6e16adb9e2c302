using System.Diagnostics.CodeAnalysis;

namespace Graph.Caching.Memory;

/// <summary>The values kept in this process, of all types together: bounded by count (W-TinyLFU) and by bytes (a counter of our own).</summary>
internal sealed class MemoryLevel
{
    private readonly BoundedLfu<CacheKey, CacheEntry> _entries;
    private readonly Usage[] _bySource;

    public MemoryLevel(EntityCacheOptions options, int sources)
    {
        _bySource = [.. Enumerable.Range(0, sources).Select(_ => new Usage())];
        _entries = new BoundedLfu<CacheKey, CacheEntry>(
            options.MaxEntries, options.MaxBytes, entry => entry.Bytes, Account,
            key => Interlocked.Increment(ref _bySource[key.Source].Evictions));
    }

    public int Count => _entries.Count;

    public long Bytes => _entries.Bytes;

    public long Evictions => _entries.Evictions;

    /// <summary>How many values of a source are kept, and their bytes.</summary>
    public (long Entries, long Bytes) UsageOf(int source) => (_bySource[source].Entries, _bySource[source].Bytes);

    /// <summary>How many values of a source had to make room.</summary>
    public long EvictionsOf(int source) => Volatile.Read(ref _bySource[source].Evictions);

    /// <summary>All values, as they are when the walk comes by. For operators, not for the way of a query.</summary>
    public IEnumerable<KeyValuePair<CacheKey, CacheEntry>> Entries => _entries.Entries;

    /// <summary>The mean of a source's ttls, as far as values have one of their own; null where none has.</summary>
    /// <param name="source">The source's number.</param>
    /// <param name="others">The ttl of those that have none.</param>
    public TimeSpan? MeanTtlOf(int source, TimeSpan others)
    {
        var usage = _bySource[source];
        long entries = usage.Entries, adapted = usage.Adapted, ticks = usage.AdaptedTicks;
        return entries <= 0 || adapted <= 0 ? null : TimeSpan.FromTicks((ticks + (Math.Max(0, entries - adapted) * others.Ticks)) / entries);
    }

    /// <summary>What is kept of a source, at about this moment. Walks everything: not for the way of a query.</summary>
    public IEnumerable<KeyValuePair<CacheKey, CacheEntry>> Of(int source) => _entries.Entries.Where(pair => pair.Key.Source == source);

    public bool TryGet(CacheKey key, [MaybeNullWhen(false)] out CacheEntry entry) => _entries.TryGet(key, out entry);

    public void Store(CacheKey key, CacheEntry entry) => _entries.Store(key, entry);

    /// <summary>Removes a value if it is still this one.</summary>
    public bool Remove(CacheKey key, CacheEntry entry) => _entries.Remove(key, entry);

    /// <summary>Removes all values for which a condition holds. Walks all of them: for operators, not for the way of a query.</summary>
    public int RemoveWhere(Func<CacheEntry, bool> condition) =>
        _entries.Entries.Count(pair => condition(pair.Value) && Remove(pair.Key, pair.Value));

    /// <summary>Finishes evictions that are under way; for tests that count.</summary>
    public void Settle() => _entries.Settle();

    private void Account(CacheKey key, CacheEntry entry, int sign)
    {
        var usage = _bySource[key.Source];
        Interlocked.Add(ref usage.Entries, sign);
        Interlocked.Add(ref usage.Bytes, sign * entry.Bytes);
        if (entry.Ttl.Adapted is { } adapted)
        {
            Interlocked.Add(ref usage.Adapted, sign);
            Interlocked.Add(ref usage.AdaptedTicks, sign * adapted.Ticks);
        }
    }

    private sealed class Usage
    {
        public long Entries;
        public long Bytes;
        public long Evictions;
        public long Adapted;
        public long AdaptedTicks;
    }
}

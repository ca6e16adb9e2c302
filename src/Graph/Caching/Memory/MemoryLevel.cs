using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching;
using BitFaster.Caching.Lfu;

namespace Graph.Caching.Memory;

/// <summary>The values kept in this process, of all types together: bounded by count (W-TinyLFU) and by bytes (a counter of our own).</summary>
internal sealed class MemoryLevel
{
    // Writes and maintenance take turns. The library trims beside its own maintenance, so that a value could leave twice, and an update
    // could get lost in an eviction: the count of bytes would drift, and with it the bound. Reads take no lock.
    private readonly Lock _writing = new();
    private readonly ConcurrentLfu<CacheKey, CacheEntry> _entries;
    private readonly Usage[] _bySource;
    private readonly long _maxBytes;
    private long _bytes;
    private long _evictions;

    public MemoryLevel(EntityCacheOptions options, int sources)
    {
        _bySource = [.. Enumerable.Range(0, sources).Select(_ => new Usage())];
        _maxBytes = options.MaxBytes;
        _entries = new ConcurrentLfu<CacheKey, CacheEntry>(
            Environment.ProcessorCount, options.MaxEntries, new MaintenanceScheduler(_writing), EqualityComparer<CacheKey>.Default);
        _entries.Events.Value!.ItemRemoved += OnRemoved;
        _entries.Events.Value!.ItemUpdated += OnUpdated;
    }

    public int Count => _entries.Count;

    public long Bytes => Volatile.Read(ref _bytes);

    public long Evictions => Volatile.Read(ref _evictions);

    /// <summary>How many values of a source are kept, and their bytes.</summary>
    public (long Entries, long Bytes) UsageOf(int source) => (_bySource[source].Entries, _bySource[source].Bytes);

    /// <summary>How many values of a source had to make room.</summary>
    public long EvictionsOf(int source) => Volatile.Read(ref _bySource[source].Evictions);

    /// <summary>All values, as they are when the walk comes by. For operators, not for the way of a query.</summary>
    public IEnumerable<KeyValuePair<CacheKey, CacheEntry>> Entries => _entries;

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
    public IEnumerable<KeyValuePair<CacheKey, CacheEntry>> Of(int source) => _entries.Where(pair => pair.Key.Source == source);

    public bool TryGet(CacheKey key, [MaybeNullWhen(false)] out CacheEntry entry) => _entries.TryGet(key, out entry);

    public void Store(CacheKey key, CacheEntry entry)
    {
        lock (_writing)
        {
            if (entry.Bytes > _maxBytes)
            {
                _entries.TryRemove(key); // would push out everything else and then itself
                return;
            }

            Account(key, entry, +1);
            _entries.AddOrUpdate(key, entry);
            while (Bytes > _maxBytes && _entries.Count > 0)
            {
                _entries.Trim(Math.Max(1, _entries.Count / 100));
            }
        }
    }

    /// <summary>Removes a value if it is still this one.</summary>
    public bool Remove(CacheKey key, CacheEntry entry)
    {
        lock (_writing)
        {
            return _entries.TryRemove(new KeyValuePair<CacheKey, CacheEntry>(key, entry));
        }
    }

    /// <summary>Removes all values for which a condition holds. Walks all of them: for operators, not for the way of a query.</summary>
    public int RemoveWhere(Func<CacheEntry, bool> condition) =>
        _entries.Count(pair => condition(pair.Value) && Remove(pair.Key, pair.Value));

    /// <summary>Finishes evictions that are under way; for tests that count.</summary>
    public void Settle()
    {
        lock (_writing)
        {
            _entries.DoMaintenance();
        }
    }

    private void OnRemoved(object? sender, ItemRemovedEventArgs<CacheKey, CacheEntry> removed)
    {
        Account(removed.Key, removed.Value, -1);
        if (removed.Reason == ItemRemovedReason.Evicted)
        {
            Interlocked.Increment(ref _evictions);
            Interlocked.Increment(ref _bySource[removed.Key.Source].Evictions);
        }
    }

    private void OnUpdated(object? sender, ItemUpdatedEventArgs<CacheKey, CacheEntry> updated) =>
        Account(updated.Key, updated.OldValue, -1);

    private void Account(CacheKey key, CacheEntry? entry, int sign)
    {
        var bytes = sign * (entry?.Bytes ?? 0);
        var usage = _bySource[key.Source];
        Interlocked.Add(ref _bytes, bytes);
        Interlocked.Add(ref usage.Entries, sign);
        Interlocked.Add(ref usage.Bytes, bytes);
        if (entry?.Ttl.Adapted is { } adapted)
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

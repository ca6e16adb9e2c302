using System.Diagnostics.CodeAnalysis;
using BitFaster.Caching;
using BitFaster.Caching.Lfu;

namespace Graph.Caching.Memory;

/// <summary>Values bounded by count (W-TinyLFU) and by bytes (a counter of our own).</summary>
internal sealed class BoundedLfu<TKey, TValue> where TKey : notnull where TValue : class
{
    // Writes and maintenance take turns. The library trims beside its own maintenance, so that a value could leave twice, and an update
    // could get lost in an eviction: the count of bytes would drift, and with it the bound. Reads take no lock.
    private readonly Lock _writing = new();
    private readonly ConcurrentLfu<TKey, TValue> _entries;
    private readonly long _maxBytes;
    private readonly Func<TValue, long> _bytesOf;
    private readonly Action<TKey, TValue, int> _counted;
    private readonly Action<TKey>? _evicted;
    private long _bytes;
    private long _evictions;

    /// <param name="maxEntries">The most values.</param>
    /// <param name="maxBytes">The most bytes.</param>
    /// <param name="bytesOf">The bytes of a value; always the same for one.</param>
    /// <param name="counted">Hears of each value that comes (+1) and goes (-1).</param>
    /// <param name="evicted">Hears of each that had to make room.</param>
    public BoundedLfu(int maxEntries, long maxBytes, Func<TValue, long> bytesOf, Action<TKey, TValue, int> counted, Action<TKey>? evicted = null)
    {
        (_maxBytes, _bytesOf, _counted, _evicted) = (maxBytes, bytesOf, counted, evicted);
        _entries = new ConcurrentLfu<TKey, TValue>(
            Environment.ProcessorCount, maxEntries, new MaintenanceScheduler(_writing), EqualityComparer<TKey>.Default);
        _entries.Events.Value!.ItemRemoved += OnRemoved;
        _entries.Events.Value!.ItemUpdated += OnUpdated;
    }

    public int Count => _entries.Count;

    public long Bytes => Volatile.Read(ref _bytes);

    public long Evictions => Volatile.Read(ref _evictions);

    /// <summary>All values, as they are when the walk comes by. For operators, not for the way of a query.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Entries => _entries;

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) => _entries.TryGet(key, out value);

    public void Store(TKey key, TValue value)
    {
        lock (_writing)
        {
            if (_bytesOf(value) > _maxBytes)
            {
                _entries.TryRemove(key); // would push out everything else and then itself
                return;
            }

            Account(key, value, +1);
            _entries.AddOrUpdate(key, value);
            while (Bytes > _maxBytes && _entries.Count > 0)
            {
                _entries.Trim(Math.Max(1, _entries.Count / 100));
            }
        }
    }

    /// <summary>Removes a value if it is still this one.</summary>
    public bool Remove(TKey key, TValue value)
    {
        lock (_writing)
        {
            return _entries.TryRemove(new KeyValuePair<TKey, TValue>(key, value));
        }
    }

    /// <summary>Finishes evictions that are under way; for tests that count.</summary>
    public void Settle()
    {
        lock (_writing)
        {
            _entries.DoMaintenance();
        }
    }

    private void OnRemoved(object? sender, ItemRemovedEventArgs<TKey, TValue> removed)
    {
        Account(removed.Key, removed.Value!, -1);
        if (removed.Reason == ItemRemovedReason.Evicted)
        {
            Interlocked.Increment(ref _evictions);
            _evicted?.Invoke(removed.Key);
        }
    }

    private void OnUpdated(object? sender, ItemUpdatedEventArgs<TKey, TValue> updated) => Account(updated.Key, updated.OldValue!, -1);

    private void Account(TKey key, TValue value, int sign)
    {
        Interlocked.Add(ref _bytes, sign * _bytesOf(value));
        _counted(key, value, sign);
    }
}

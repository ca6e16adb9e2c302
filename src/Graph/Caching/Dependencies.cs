namespace Graph.Caching;

/// <summary>Gathers all that one operation has read through the cache. For any number of threads.</summary>
/// <param name="most">How many values are kept; what reads more than that is told by <see cref="IsComplete"/>.</param>
/// <param name="before">Hears each key before it is read, and perhaps more than once: whoever watches it from then on misses nothing.</param>
internal sealed class Dependencies(int most = int.MaxValue, Action<string>? before = null) : IReadObserver
{
    private readonly Dictionary<string, Dependency> _byKey = new(StringComparer.Ordinal);

    /// <summary>Whether all that was read is known.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>By key. Once nothing is read any more.</summary>
    public IReadOnlyDictionary<string, Dependency> ByKey => _byKey;

    public void Before(CachedSource source, IReadOnlyList<ReadKey> keys)
    {
        for (var i = 0; before is not null && i < keys.Count; i++)
        {
            before(source.LogicalKeyOf(keys[i].Id));
        }
    }

    public void After(ReadBatch batch)
    {
        lock (_byKey)
        {
            for (var i = 0; i < batch.Reads.Length; i++)
            {
                if (Dependency.Of(batch, i) is { } value)
                {
                    AddUnsafe(value);
                }
            }
        }
    }

    private void AddUnsafe(Dependency value)
    {
        if (_byKey.Count >= most && !_byKey.ContainsKey(value.Key))
        {
            IsComplete = false;
            return;
        }

        _byKey[value.Key] = value;
    }
}

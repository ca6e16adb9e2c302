namespace Graph.Caching;

/// <summary>Hears what one operation reads through the cache. Called from any thread, also at once.</summary>
internal interface IReadObserver
{
    /// <summary>Before anything is looked up: whoever watches these keys from then on misses nothing.</summary>
    void Before(CachedSource source, IReadOnlyList<ReadKey> keys);

    /// <summary>Once every key has its result.</summary>
    void After(ReadBatch batch);
}

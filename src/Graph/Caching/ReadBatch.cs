namespace Graph.Caching;

/// <summary>One read of many keys of a source, for whoever observes what an operation reads.</summary>
/// <param name="source">The source.</param>
/// <param name="keys">Distinct keys.</param>
/// <param name="request">For whom.</param>
/// <param name="arrival">The log's count when the read began (R8): what it gets must not be older than that.</param>
internal abstract class ReadBatch(CachedSource source, IReadOnlyList<ReadKey> keys, LoadRequest request, long arrival)
{
    public CachedSource Source => source;

    public IReadOnlyList<ReadKey> Keys => keys;

    public LoadRequest Request => request;

    public long Arrival => arrival;

    /// <summary>One for each key; none where nobody observes.</summary>
    public KeyRead[] Reads { get; } = request.Observer is null ? [] : new KeyRead[keys.Count];

    /// <summary>Where a key is cached.</summary>
    public CacheKey PlaceOf(int index) => source.KeyOf(keys[index], request);

    /// <summary>What invalidations call a key.</summary>
    public string NameOf(int index) => Reads[index].Entry?.Key ?? source.LogicalKeyOf(keys[index].Id);

    protected void Note(int index, KeyRead read)
    {
        if (Reads.Length > 0)
        {
            Reads[index] = read;
        }
    }
}

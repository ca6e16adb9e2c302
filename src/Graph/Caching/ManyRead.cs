using Graph.Caching.Memory;
using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>The state of one read of many keys.</summary>
/// <param name="keys">Distinct keys.</param>
/// <param name="request">For whom.</param>
/// <param name="arrival">The log's count when the read began (R8): what it gets must not be older than that.</param>
internal sealed class ManyRead<T>(IReadOnlyList<ReadKey> keys, LoadRequest request, long arrival) where T : class
{
    // Most reads need neither.
    private List<int>? _misses;
    private List<ReadKey>? _refreshes;

    public IReadOnlyList<ReadKey> Keys => keys;

    public LoadRequest Request => request;

    public long Arrival => arrival;

    public LoadResult<T>[] Results { get; } = new LoadResult<T>[keys.Count];

    /// <summary>Indexes of the keys that memory could not answer.</summary>
    public List<int> Misses => _misses ??= [];

    public bool HasMisses => _misses is { Count: > 0 };

    /// <summary>Keys that were answered stale and are to be refreshed in the same batch.</summary>
    public List<ReadKey> Refreshes => _refreshes ??= [];

    public bool HasRefreshes => _refreshes is { Count: > 0 };

    public int Hits { get; private set; }

    public int StaleHits { get; private set; }

    public int NegativeHits { get; private set; }

    public void Hit(int index, CacheEntry<T> entry, ReadOutcome outcome)
    {
        Results[index] = ResultOf(entry);
        Hits += outcome == ReadOutcome.Fresh && entry.IsFound ? 1 : 0;
        StaleHits += outcome == ReadOutcome.Stale ? 1 : 0;
        NegativeHits += entry.IsFound ? 0 : 1;
    }

    public static LoadResult<T> ResultOf(CacheEntry<T> entry) => entry.Value is { } value ? value : LoadResult<T>.NotFound;
}

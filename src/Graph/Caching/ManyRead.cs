using Graph.Caching.Flights;
using Graph.Caching.Memory;
using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>The state of one read of many keys.</summary>
internal sealed class ManyRead<T>(CachedSource source, IReadOnlyList<ReadKey> keys, LoadRequest request, long arrival)
    : ReadBatch(source, keys, request, arrival) where T : class
{
    // Most reads need neither.
    private List<int>? _misses;
    private List<ReadKey>? _refreshes;

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
        Note(index, new KeyRead(outcome == ReadOutcome.Stale ? ReadOrigin.Stale : ReadOrigin.Memory, entry));
        Hits += outcome == ReadOutcome.Fresh && entry.IsFound ? 1 : 0;
        StaleHits += outcome == ReadOutcome.Stale ? 1 : 0;
        NegativeHits += entry.IsFound ? 0 : 1;
    }

    /// <summary>Takes what a flight has brought.</summary>
    public void Land(int index, FlightResult<T> result, bool isOwn)
    {
        Results[index] = result.Value;
        var origin = result.Value.IsFailed ? ReadOrigin.Failed
            : result.Start.Seq == Invalidation.Mark.Unknown ? ReadOrigin.Redis
            : isOwn ? ReadOrigin.Upstream
            : ReadOrigin.Coalesced;
        Note(index, new KeyRead(origin, result.Kept, result));
    }

    /// <summary>Takes what there is, as the upstream fails.</summary>
    public void FallBack(int index, CacheEntry<T> entry)
    {
        Results[index] = ResultOf(entry);
        Note(index, new KeyRead(ReadOrigin.StaleOnError, entry));
    }

    private static LoadResult<T> ResultOf(CacheEntry<T> entry) => entry.Value is { } value ? value : LoadResult<T>.NotFound;
}

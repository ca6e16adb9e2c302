using Graph.Caching.Memory;
using Graph.Invalidation;

namespace Graph.Caching.Flights;

/// <summary>What a flight brings to those who wait for it, whatever the type of its value.</summary>
/// <param name="Start">The start of the fetch.</param>
/// <param name="FetchedAt">The clock at the start of the fetch.</param>
/// <param name="JudgedAt">The count of the log's records at which it was alive: a read that began no later need not judge it.</param>
/// <param name="Version">The value's version.</param>
/// <param name="Tags">The value's tags, which nobody could know before.</param>
internal abstract record FlightResult(Mark Start, long FetchedAt, long JudgedAt, long? Version, IReadOnlyList<string> Tags)
{
    /// <summary>What memory keeps of it; null when nothing.</summary>
    public CacheEntry? Kept { get; init; }
}

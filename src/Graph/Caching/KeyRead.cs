using Graph.Caching.Flights;
using Graph.Caching.Memory;

namespace Graph.Caching;

/// <summary>How one key was read.</summary>
/// <param name="Origin">Where from.</param>
/// <param name="Entry">What the cache keeps of it; null when it keeps nothing.</param>
/// <param name="Landed">What was waited for; null when memory had it.</param>
internal readonly record struct KeyRead(ReadOrigin Origin, CacheEntry? Entry, FlightResult? Landed = null)
{
    /// <summary>The tags of the value, or of its absence.</summary>
    public IReadOnlyList<string> Tags => Entry?.Tags ?? Landed?.Tags ?? [];
}

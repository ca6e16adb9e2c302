using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>What a flight brings to those who wait for it.</summary>
/// <param name="Value">Value, absence or failure.</param>
/// <param name="Seq">The log's count at the start of the fetch.</param>
/// <param name="Version">The value's version.</param>
/// <param name="Tags">The value's tags, which nobody could know before.</param>
internal sealed record FlightResult<T>(LoadResult<T> Value, long Seq, long? Version, IReadOnlyList<string> Tags) where T : class;

using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Caching.Flights;

/// <summary>What a flight brings.</summary>
/// <param name="Value">Value, absence or failure.</param>
/// <param name="Start">The start of the fetch.</param>
/// <param name="FetchedAt">The clock at the start of the fetch.</param>
/// <param name="JudgedAt">The count of the log's records at which it was alive.</param>
/// <param name="Version">The value's version.</param>
/// <param name="Tags">The value's tags.</param>
internal sealed record FlightResult<T>(LoadResult<T> Value, Mark Start, long FetchedAt, long JudgedAt, long? Version, IReadOnlyList<string> Tags)
    : FlightResult(Start, FetchedAt, JudgedAt, Version, Tags) where T : class;

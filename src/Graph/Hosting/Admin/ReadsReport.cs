using System.Text.Json.Serialization;
using Graph.Caching;

namespace Graph.Hosting.Admin;

/// <summary>Keys read, by result; the names are those of the metric <c>graph.cache.requests</c>.</summary>
internal sealed record ReadsReport(
    long Hit, long Stale, long Negative, long Miss, [property: JsonPropertyName("stale_on_error")] long StaleOnError)
{
    public static ReadsReport Of(ReadCounts counts) => new(counts.Hits, counts.Stale, counts.Negative, counts.Misses, counts.StaleOnError);
}

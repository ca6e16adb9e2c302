namespace Graph.Upstreams.Stats;

/// <summary>How often a service was called, in all and by route; "GET /products?ids" is the batch read of "GET /products".</summary>
internal sealed record ServiceStats(long Requests, IReadOnlyDictionary<string, long> Routes);

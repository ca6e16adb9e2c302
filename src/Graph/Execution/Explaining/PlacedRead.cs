using Graph.Caching;

namespace Graph.Execution.Explaining;

/// <summary>One read through the cache, and for which fields it was.</summary>
internal sealed record PlacedRead(ReadPlace Place, ReadBatch Batch);

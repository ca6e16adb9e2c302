using Graph.Caching.Memory;

namespace Graph.Caching.Shared;

/// <summary>A value that memory has taken, on its way to the shared level.</summary>
internal readonly record struct StoredValue(CacheKey Key, CacheEntry Entry, EncodedValue Value);

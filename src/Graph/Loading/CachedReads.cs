using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Reads through the entity cache, shared with all requests.</summary>
internal sealed class CachedReads(EntityCache cache, LoadRequest request) : IReads
{
    public ValueTask<LoadResult<T>[]> ReadManyAsync<T>(Source source, IReadOnlyList<ReadKey> keys) where T : class =>
        cache.Of<T>(source).ReadManyAsync(keys, request);

    public void PrimeInto(Memos memos)
    {
        // What comes along goes into the cache, where the log judges it.
    }
}

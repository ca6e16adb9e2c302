using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Where a request's DataLoaders read from.</summary>
internal interface IReads
{
    /// <summary>Reads distinct keys of one source; one result per key, in their order.</summary>
    ValueTask<LoadResult<T>[]> ReadManyAsync<T>(Source source, IReadOnlyList<ReadKey> keys) where T : class;

    /// <summary>Called with the request's memos, for reads that have no cache to put in what comes along with a list.</summary>
    void PrimeInto(Memos memos);
}

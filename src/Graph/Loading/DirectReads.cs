using Graph.Caching;
using Graph.Caching.Flights;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Reads without a cache (<c>EntityCache:Enabled=false</c>, for measuring): nothing is shared with other requests, only batched
/// and read once within this one.</summary>
internal sealed class DirectReads(SourceRegistry sources, LoadRequest request, TimeProvider time) : IReads, IPrimer
{
    private Memos? _memos;

    public void PrimeInto(Memos memos) => _memos = memos;

    public void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class =>
        _memos?.Of<T>(source).Prime(values, source.Id);

    public async ValueTask<LoadResult<T>[]> ReadManyAsync<T>(Source source, IReadOnlyList<ReadKey> keys) where T : class
    {
        var definition = (SourceDefinition<T>)sources.Of(source);
        if (definition.RefusalOf(request) is { } refusal)
        {
            return LoadResults.AllFailed<T>(keys.Count, refusal);
        }

        var batches = keys
            .Select((key, index) => (key, index))
            .GroupBy(read => definition.GroupOf(read.key))
            .SelectMany(group => group.Chunk(definition.BatchSizeOf(group.Key)))
            .ToArray();
        request.CountUpstreamCalls(batches.Length);
        if (request.UpstreamCalls > request.MaxUpstreamCalls)
        {
            return LoadResults.AllFailed<T>(keys.Count, request.TooManyCalls);
        }

        var results = new LoadResult<T>[keys.Count];
        await Task.WhenAll(batches.Select(batch => FetchAsync(definition, batch, results)));
        return results;
    }

    private async Task FetchAsync<T>(SourceDefinition<T> definition, (ReadKey Key, int Index)[] batch, LoadResult<T>[] results) where T : class
    {
        var context = new BatchContext(request.TraceId, BatchOwner.Of(definition, request), lane: null, this, request.Cancellation);
        var started = time.GetTimestamp();
        var fetched = await definition.FetchAsync([.. batch.Select(read => read.Key)], context);
        request.CallObserver?.Called(new ObservedCall(definition, ObservedCallKind.Fetch, [.. batch.Select(read => read.Key)], batch.Length)
        {
            Took = time.GetElapsedTime(started),
            Retries = context.Retries,
            Failed = fetched.Count(result => result.IsFailed),
            Problem = Array.Find(fetched, result => result.IsFailed).Failure?.Code,
        });
        for (var i = 0; i < batch.Length; i++)
        {
            results[batch[i].Index] = fetched[i];
        }
    }
}

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

        // Nearly always all keys fit one call, and are fetched as they are.
        if (FitOneCall(definition, keys))
        {
            return TryCountCalls(1) ? await FetchAsync(definition, keys) : LoadResults.AllFailed<T>(keys.Count, request.TooManyCalls);
        }

        int[][] batches = [.. Enumerable.Range(0, keys.Count)
            .GroupBy(index => definition.GroupOf(keys[index]))
            .SelectMany(group => group.Chunk(definition.BatchSizeOf(group.Key)))];
        if (!TryCountCalls(batches.Length))
        {
            return LoadResults.AllFailed<T>(keys.Count, request.TooManyCalls);
        }

        var results = new LoadResult<T>[keys.Count];
        await Task.WhenAll(batches.Select(batch => FetchAsync(definition, keys, batch, results)));
        return results;
    }

    private static bool FitOneCall<T>(SourceDefinition<T> definition, IReadOnlyList<ReadKey> keys) where T : class
    {
        var group = definition.GroupOf(keys[0]);
        if (keys.Count > definition.BatchSizeOf(group))
        {
            return false;
        }

        for (var i = 1; i < keys.Count; i++)
        {
            if (definition.GroupOf(keys[i]) != group)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryCountCalls(int calls)
    {
        request.CountUpstreamCalls(calls);
        return request.UpstreamCalls <= request.MaxUpstreamCalls;
    }

    private async Task FetchAsync<T>(SourceDefinition<T> definition, IReadOnlyList<ReadKey> keys, int[] batch, LoadResult<T>[] results)
        where T : class
    {
        var fetched = await FetchAsync(definition, Array.ConvertAll(batch, index => keys[index]));
        for (var i = 0; i < batch.Length; i++)
        {
            results[batch[i]] = fetched[i];
        }
    }

    private async ValueTask<LoadResult<T>[]> FetchAsync<T>(SourceDefinition<T> definition, IReadOnlyList<ReadKey> keys) where T : class
    {
        var context = new BatchContext(request.TraceId, BatchOwner.Of(definition, request), lane: null, this, request.Cancellation);
        var started = time.GetTimestamp();
        var fetched = await definition.FetchAsync(keys, context);
        if (fetched.Length != keys.Count)
        {
            throw new InvalidOperationException(
                $"The fetch of '{definition.Source.Name}' gave {fetched.Length} results for {keys.Count} keys.");
        }

        request.CallObserver?.Called(new ObservedCall(definition, ObservedCallKind.Fetch, keys, keys.Count)
        {
            Took = time.GetElapsedTime(started),
            Retries = context.Retries,
            Failed = fetched.Count(result => result.IsFailed),
            Problem = Array.Find(fetched, result => result.IsFailed).Failure?.Code,
        });
        return fetched;
    }
}

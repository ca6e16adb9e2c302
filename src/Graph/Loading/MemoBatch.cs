using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Keys that are read together, and their results.</summary>
internal sealed class MemoBatch<T>(int capacity) where T : class
{
    private readonly TaskCompletionSource<LoadResult<T>[]> _results = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<ReadKey> _keys = new(capacity);
    private volatile LoadResult<T>[]? _read;

    public Task<LoadResult<T>[]> Results => _results.Task;

    /// <summary>Its results, if they are there.</summary>
    public LoadResult<T>[]? Read => _read;

    public int Count => _keys.Count;

    /// <summary>What nobody has had to read: entities, which any extent covers.</summary>
    public static MemoBatch<T> Of(LoadResult<T>[] results)
    {
        var batch = new MemoBatch<T>(0);
        batch.Complete(results);
        return batch;
    }

    public int Add(ReadKey key)
    {
        _keys.Add(key);
        return _keys.Count - 1;
    }

    /// <summary>How many items of a list are read.</summary>
    public int ExtentAt(int index) => _keys.Count == 0 ? int.MaxValue : _keys[index].Extent;

    public async ValueTask<LoadResult<T>[]> ReadAsync(Source source, IReads reads)
    {
        try
        {
            var results = await reads.ReadManyAsync<T>(source, _keys);
            Complete(results);
            return results;
        }
        catch (OperationCanceledException canceled)
        {
            _results.SetCanceled(canceled.CancellationToken);
        }
#pragma warning disable CA1031 // Handed on to everybody who waits for this batch; nothing is swallowed.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            _results.SetException(defect);
        }

        return await Results;
    }

    private void Complete(LoadResult<T>[] results)
    {
        _read = results;
        _results.SetResult(results);
    }
}

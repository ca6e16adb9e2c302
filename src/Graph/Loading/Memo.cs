using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The DataLoader of one source for one request: a key is read once, and answers the same throughout the request.</summary>
internal sealed class Memo<T>(Source source, IReads reads) where T : class
{
    private readonly Dictionary<string, Remembered> _known = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>One result per key, in order; keys may repeat. A null id stands for a key that names nothing.</summary>
    public async ValueTask<LoadResult<T>[]> ReadAsync(IReadOnlyList<ReadKey?> keys)
    {
        var wanted = new Remembered?[keys.Count];
        var batch = Remember(keys, wanted);
        if (batch is not null)
        {
            await batch.ReadAsync(source, reads);
        }

        var results = new LoadResult<T>[keys.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (wanted[i] is { } remembered)
            {
                results[i] = (await remembered.Batch.Results)[remembered.Index];
            }
        }

        return results;
    }

    /// <summary>Remembers entities that came along with a list.</summary>
    public void Prime(IReadOnlyList<T> values, Func<T, string> idOf)
    {
        lock (_lock)
        {
            foreach (var value in values)
            {
                _known.TryAdd(idOf(value), new Remembered(Batch.Of(value), 0, int.MaxValue));
            }
        }
    }

    private Batch? Remember(IReadOnlyList<ReadKey?> keys, Remembered?[] wanted)
    {
        Batch? batch = null;
        lock (_lock)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (keys[i] is not { } key)
                {
                    continue;
                }

                if (!_known.TryGetValue(key.Id, out var remembered) || remembered.Extent < key.Extent)
                {
                    batch ??= new Batch();
                    _known[key.Id] = remembered = new Remembered(batch, batch.Add(key), key.Extent);
                }

                wanted[i] = remembered;
            }
        }

        return batch;
    }

    private sealed record Remembered(Batch Batch, int Index, int Extent);

    private sealed class Batch
    {
        private readonly TaskCompletionSource<LoadResult<T>[]> _results = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<ReadKey> _keys = [];

        public Task<LoadResult<T>[]> Results => _results.Task;

        public static Batch Of(T value)
        {
            var batch = new Batch();
            batch._results.SetResult([value]);
            return batch;
        }

        public int Add(ReadKey key)
        {
            _keys.Add(key);
            return _keys.Count - 1;
        }

        public async ValueTask ReadAsync(Source source, IReads reads)
        {
            try
            {
                _results.SetResult(await reads.ReadManyAsync<T>(source, _keys));
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
        }
    }
}

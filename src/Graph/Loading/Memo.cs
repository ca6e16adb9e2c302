using System.Runtime.InteropServices;
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
        var wanted = new Remembered[keys.Count];
        var batch = Remember(keys, wanted);
        if (batch is not null)
        {
            var read = await batch.ReadAsync(source, reads);
            if (batch.Count == keys.Count)
            {
                return read; // each key was new, so these are the results, in order
            }
        }

        var results = new LoadResult<T>[keys.Count];
        for (var i = 0; i < results.Length; i++)
        {
            if (wanted[i].Batch is { } remembered)
            {
                results[i] = (remembered.Read ?? await remembered.Results)[wanted[i].Index];
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

    private Batch? Remember(IReadOnlyList<ReadKey?> keys, Remembered[] wanted)
    {
        Batch? batch = null;
        lock (_lock)
        {
            _known.EnsureCapacity(_known.Count + keys.Count);
            for (var i = 0; i < keys.Count; i++)
            {
                if (keys[i] is not { } key)
                {
                    continue;
                }

                ref var remembered = ref CollectionsMarshal.GetValueRefOrAddDefault(_known, key.Id, out _);
                if (remembered.Batch is null || remembered.Extent < key.Extent)
                {
                    batch ??= new Batch(keys.Count);
                    remembered = new Remembered(batch, batch.Add(key), key.Extent);
                }

                wanted[i] = remembered;
            }
        }

        return batch;
    }

    /// <param name="Batch">With which a key was read; null for none.</param>
    /// <param name="Index">Its place there.</param>
    /// <param name="Extent">How many items of a list were read.</param>
    private readonly record struct Remembered(Batch? Batch, int Index, int Extent);

    private sealed class Batch(int capacity)
    {
        private readonly TaskCompletionSource<LoadResult<T>[]> _results = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<ReadKey> _keys = new(capacity);
        private volatile LoadResult<T>[]? _read;

        public Task<LoadResult<T>[]> Results => _results.Task;

        /// <summary>Its results, if they are there.</summary>
        public LoadResult<T>[]? Read => _read;

        public int Count => _keys.Count;

        public static Batch Of(T value)
        {
            var batch = new Batch(0);
            batch.Complete([value]);
            return batch;
        }

        public int Add(ReadKey key)
        {
            _keys.Add(key);
            return _keys.Count - 1;
        }

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
}

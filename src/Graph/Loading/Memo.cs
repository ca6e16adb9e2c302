using System.Buffers;
using System.Runtime.InteropServices;
using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The DataLoader of one source for one request: a key is read once, and answers the same throughout the request.</summary>
internal sealed class Memo<T>(Source source, IReads reads) where T : class
{
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private MemoBatch<T>[] _batches = new MemoBatch<T>[2]; // replaced when it is full: what has been handed out stays as it is
    private int _count;

    /// <summary>One result per key, in order; keys may repeat, and one that names nothing is not found.</summary>
    public async ValueTask<LoadResult<T>[]> ReadAsync<TKeys>(TKeys keys) where TKeys : struct, IMemoKeys
    {
        var places = ArrayPool<Place>.Shared.Rent(keys.Count);
        var (batch, batches) = Remember(keys, places);
        var results = batch is null ? [] : await batch.ReadAsync(source, reads);
        if (batch?.Count != keys.Count) // otherwise each key was new, so these are the results, in order
        {
            results = new LoadResult<T>[keys.Count];
            for (var i = 0; i < results.Length; i++)
            {
                if (places[i] is { Batch: >= 0 } place)
                {
                    results[i] = (batches[place.Batch].Read ?? await batches[place.Batch].Results)[place.Index];
                }
            }
        }

        ArrayPool<Place>.Shared.Return(places);
        return results;
    }

    /// <summary>Remembers entities that came along with a list.</summary>
    public void Prime(IReadOnlyList<T> values, Func<T, string> idOf)
    {
        lock (_lock)
        {
            var results = new LoadResult<T>[values.Count];
            Add(MemoBatch<T>.Of(results));
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = values[i];
                _places.TryAdd(idOf(values[i]), new Place(_count - 1, i));
            }
        }
    }

    private (MemoBatch<T>? New, MemoBatch<T>[] All) Remember<TKeys>(TKeys keys, Place[] places) where TKeys : struct, IMemoKeys
    {
        MemoBatch<T>? batch = null;
        lock (_lock)
        {
            _places.EnsureCapacity(_places.Count + keys.Count);
            for (var i = 0; i < keys.Count; i++)
            {
                if (!keys.TryGet(i, out var key))
                {
                    places[i] = Place.None;
                    continue;
                }

                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, key.Id, out var isKnown);
                if (!isKnown || _batches[place.Batch].ExtentAt(place.Index) < key.Extent)
                {
                    batch ??= Add(new MemoBatch<T>(keys.Count));
                    place = new Place(_count - 1, batch.Add(key));
                }

                places[i] = place;
            }

            return (batch, _batches);
        }
    }

    // Before any key of it is known: a key that fails half-way must not leave others pointing at the batch that comes next.
    private MemoBatch<T> Add(MemoBatch<T> batch)
    {
        if (_count == _batches.Length)
        {
            Array.Resize(ref _batches, _count * 2);
        }

        return _batches[_count++] = batch;
    }

    /// <param name="Batch">Which batch a key was read with; -1 for a key that names nothing.</param>
    /// <param name="Index">Its place there.</param>
    private readonly record struct Place(int Batch, int Index)
    {
        public static readonly Place None = new(-1, 0);
    }
}

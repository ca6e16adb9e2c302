using Graph.Caching;
using Graph.Caching.ResponseCache;

namespace Graph.Execution.Explaining;

/// <summary>Gathers what one execution reads and calls, and for which fields. For any number of threads.</summary>
/// <param name="reads">What is read, as the response cache sees it: how long the response is of use is told by the same code.</param>
internal sealed class Explanation(ResponseReads reads) : ICallObserver
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(SourceDefinition Source, string Id), ReadPlace> _places = [];
    private readonly List<PlacedRead> _reads = [];
    private readonly List<PlacedCall> _calls = [];
    private bool _isClosed;

    public ResponseReads All => reads;

    /// <summary>Once closed.</summary>
    public IReadOnlyList<PlacedRead> Reads => _reads;

    /// <summary>Once closed. What is under way by then, as refreshes may be, is not told.</summary>
    public IReadOnlyList<PlacedCall> Calls => _calls;

    /// <summary>How many upstream calls have been charged to the operation.</summary>
    public int UpstreamCalls => _reads.Count > 0 ? _reads[^1].Batch.Request.UpstreamCalls : _calls.Count;

    public void Before(CachedSource source, IReadOnlyList<ReadKey> keys)
    {
        reads.Before(source, keys);
        var place = ReadPlace.Current;
        lock (_lock)
        {
            for (var i = 0; i < keys.Count; i++)
            {
                _places[(source.Definition, keys[i].Id)] = place;
            }
        }
    }

    public void After(ReadBatch batch)
    {
        var place = ReadPlace.Current;
        lock (_lock)
        {
            if (!_isClosed)
            {
                reads.After(batch);
                _reads.Add(new PlacedRead(place, batch));
            }
        }
    }

    public void Called(ObservedCall call)
    {
        // A fetch may leave in the flow of another operation, which has made room for it: its keys tell whose it is.
        var current = ReadPlace.Current;
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            var places = call.Keys.Select(key => _places.GetValueOrDefault((call.Source, key.Id), current)).DefaultIfEmpty(current);
            _calls.Add(new PlacedCall([.. places.Distinct()], call));
        }
    }

    /// <summary>Nothing that comes later is taken.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }
    }
}

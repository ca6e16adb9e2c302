using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>The keys of one source that are on their way: at most one flight per key takes new passengers.</summary>
/// <remarks>One lock per source, taken only when memory could not answer: once per read of many keys, once per batch that lands.</remarks>
internal sealed class Flights<T>(SourceDefinition<T> definition, CacheParts parts) where T : class
{
    private readonly Dictionary<CacheKey, Flight<T>> _table = [];
    private readonly Lock _lock = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _table.Count;
            }
        }
    }

    /// <summary>Runs under the source's lock: nothing lands, starts or joins meanwhile.</summary>
    public void Locked<TState>(TState state, Action<Flights<T>, TState> action)
    {
        lock (_lock)
        {
            action(this, state);
        }
    }

    /// <summary>The flight of a key that a reader may wait for, if there is one.</summary>
    public Flight<T>? FindUnsafe(CacheKey key, int extent) =>
        _table.TryGetValue(key, out var flight) && CanJoin(flight, extent) ? flight : null;

    /// <summary>Puts a new flight in the table; one that could not be joined gives up its place and its passengers to it (R9, R19).</summary>
    public Flight<T> AddUnsafe(CacheKey key, ReadKey read, LoadRequest? starter)
    {
        var flight = new Flight<T>(key, read, parts.Ids.KeyOf(definition.Source, read.Id), BatchOwner.Of(definition, starter), starter)
        {
            AddedAt = parts.Time.GetTimestamp(),
        };
        if (_table.TryGetValue(key, out var superseded))
        {
            superseded.Successor = flight;
        }

        _table[key] = flight;
        return flight;
    }

    /// <summary>Marks the start of a fetch, immediately before the upstream call (R10). Those superseded while they waited for a lane
    /// need no call any more.</summary>
    public List<Flight<T>> Start(IReadOnlyList<Flight<T>> batch)
    {
        var started = new List<Flight<T>>(batch.Count);
        lock (_lock)
        {
            foreach (var flight in batch)
            {
                if (flight.Successor is not null)
                {
                    flight.Complete(null);
                    continue;
                }

                flight.Start = new BatchStart(parts.Index.Now, parts.Admissions, parts.Time.GetTimestamp());
                flight.HasStarted = true;
                started.Add(flight);
            }
        }

        return started;
    }

    /// <summary>Hands out a batch's results.</summary>
    /// <returns>The flights that must ask again, because the upstream has answered with less than what is known already.</returns>
    public List<Flight<T>> Land(IReadOnlyList<Flight<T>> batch, IReadOnlyList<LoadResult<T>> results, Landing<T> landing)
    {
        var refused = new List<Flight<T>>();
        lock (_lock)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (LandAnyUnsafe(batch[i], results[i], landing))
                {
                    refused.Add(batch[i]);
                }
            }
        }

        return refused;
    }

    private bool LandAnyUnsafe(Flight<T> flight, LoadResult<T> result, Landing<T> landing)
    {
        try
        {
            return LandUnsafe(flight, result, landing);
        }
#pragma warning disable CA1031 // The boundary of a domain's code (tags, versions): its defect must not leave waiters hanging.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.LandingThrew(parts.Logger, definition.Source.Name, definition.Domain, HiddenDefect.Of(definition.Source, defect));
            return LandUnsafe(flight, Failure.Internal, landing);
        }
    }

    private bool LandUnsafe(Flight<T> flight, LoadResult<T> result, Landing<T> landing)
    {
        var verdict = landing.Judge(flight, result);
        if (flight.Successor is not null)
        {
            // Only a value whose version orders it may still be delivered to those who were there before; it is never stored.
            flight.Complete(verdict.IsAccepted && verdict.Version is not null ? landing.Deliver(flight, result, verdict, store: false) : null);
            return false;
        }

        if (!verdict.IsAccepted && Landing<T>.MayAskAgain(flight))
        {
            flight.Refusals++;
            flight.HasStarted = false;
            return true;
        }

        var delivered = landing.Deliver(flight, result, verdict, store: true);
        _table.Remove(flight.Key);
        flight.Complete(delivered);
        return false;
    }

    // The tags of a value in flight are not known yet, so its key alone decides here; whoever joins re-checks at the end (R9).
    private bool CanJoin(Flight<T> flight, int extent) =>
        (flight.Read.Extent >= extent)
        && (!flight.HasStarted || !parts.Index.IsTouched(flight.LogicalKey, flight.Start.Mark));
}

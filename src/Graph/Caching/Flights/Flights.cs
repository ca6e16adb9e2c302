using Graph.Caching.Memory;
using Graph.Caching.Shared;
using Graph.Domains.Abstractions;

namespace Graph.Caching.Flights;

/// <summary>The keys of one source that are on their way: at most one flight per key takes new passengers.</summary>
/// <remarks>One lock per source, taken only when memory could not answer: once per read of many keys, once per batch that lands.</remarks>
internal sealed class Flights<T>(SourceDefinition<T> definition, CacheParts parts) where T : class
{
    private readonly Dictionary<CacheKey, Flight<T>> _table = [];
    private readonly Donors<T> _donors = new(definition, parts);
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
    /// <param name="key">The key.</param>
    /// <param name="extent">How many items of a list are needed.</param>
    /// <param name="passesCaches">Whether only one will do that has not begun yet and asks the upstream (R14).</param>
    public Flight<T>? FindUnsafe(CacheKey key, int extent, bool passesCaches = false) =>
        _table.TryGetValue(key, out var flight) && CanJoin(flight, extent) && (!passesCaches || flight is { PassesCaches: true, HasStarted: false })
            ? flight
            : null;

    /// <summary>Puts a new flight in the table; one that could not be joined gives up its place and its passengers to it (R9, R19).</summary>
    public Flight<T> AddUnsafe(CacheKey key, ReadKey read, LoadRequest? starter, bool isRefresh = false)
    {
        var flight = new Flight<T>(key, read, parts.Ids.KeyOf(definition.Source, read.Id), BatchOwner.Of(definition, starter), starter)
        {
            AddedAt = parts.Time.GetTimestamp(),
            IsRefresh = isRefresh,
            PassesCaches = starter?.PassesCaches == true,
            Donor = starter?.PassesCaches == true ? null : _donors.Find(key, read),
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
                flight.Donor = flight.Donor is { } donor && _donors.IsUsable(flight.Key, donor) ? donor : null;
                started.Add(flight);
            }
        }

        return started;
    }

    /// <summary>Takes a flight's donor for the upstream's answer, which was that it has not changed.</summary>
    public LoadResult<T> Revive(Flight<T> flight, CacheEntry<T> donor)
    {
        lock (_lock)
        {
            // Where this instance knows of its own record and has not read another's before it, that one may be a purge: what the upstream calls
            // "7" since is not what the donor was. So the donor's place in the log counts; that of the start would prove too much.
            flight.Start = flight.Start with { Mark = flight.Start.Mark with { Position = donor.Start.Position } };
        }

        return donor.Value!;
    }

    /// <summary>Hands out what the shared level has.</summary>
    /// <returns>The flights for which it has nothing that may be served: they go on to the upstream.</returns>
    public List<Flight<T>> LandShared(IReadOnlyList<Flight<T>> flights, SharedEntry<T>?[] found, Landing<T> landing)
    {
        var left = new List<Flight<T>>();
        lock (_lock)
        {
            for (var i = 0; i < flights.Count; i++)
            {
                if (flights[i].Successor is null && found[i] is { } entry && landing.Admit(flights[i], entry) is { } result)
                {
                    _table.Remove(flights[i].Key);
                    flights[i].Complete(result);
                }
                else
                {
                    left.Add(flights[i]);
                }
            }
        }

        return left;
    }

    /// <summary>Ends flights without a result: whoever waits reads again.</summary>
    public void Abandon(IEnumerable<Flight<T>> flights)
    {
        lock (_lock)
        {
            foreach (var flight in flights)
            {
                if (flight.Successor is null)
                {
                    _table.Remove(flight.Key);
                }

                flight.Complete(null);
            }
        }
    }

    /// <summary>Hands out a batch's results.</summary>
    /// <param name="batch">The flights.</param>
    /// <param name="results">What has come of each.</param>
    /// <param name="encoded">Their bytes, where instances share them.</param>
    /// <param name="landing">Judges them.</param>
    /// <param name="stored">Gets what memory has taken.</param>
    /// <returns>The flights that must ask again, because the upstream has answered with less than what is known already.</returns>
    public List<Flight<T>> Land(IReadOnlyList<Flight<T>> batch, IReadOnlyList<LoadResult<T>> results, EncodedValue?[]? encoded, Landing<T> landing, List<StoredValue>? stored)
    {
        var refused = new List<Flight<T>>();
        lock (_lock)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                if (LandAnyUnsafe(batch[i], results[i], encoded?[i], landing, stored))
                {
                    refused.Add(batch[i]);
                }
            }
        }

        return refused;
    }

    private bool LandAnyUnsafe(Flight<T> flight, LoadResult<T> result, EncodedValue? encoded, Landing<T> landing, List<StoredValue>? stored)
    {
        try
        {
            return LandUnsafe(flight, result, encoded, landing, stored);
        }
#pragma warning disable CA1031 // The boundary of a domain's code (tags, versions): its defect must not leave waiters hanging.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.LandingThrew(parts.Logger, definition.Source.Name, definition.Domain, HiddenDefect.Of(definition.Source, defect));
            return LandUnsafe(flight, Failure.Internal, encoded: null, landing, stored);
        }
    }

    private bool LandUnsafe(Flight<T> flight, LoadResult<T> result, EncodedValue? encoded, Landing<T> landing, List<StoredValue>? stored)
    {
        var verdict = landing.Judge(flight, result);
        if (flight.Successor is not null)
        {
            // Only a value whose version orders it may still be delivered to those who were there before; it is never stored.
            flight.Complete(verdict.IsAccepted && verdict.Version is not null ? landing.Deliver(flight, result, verdict, encoded, store: false, out _) : null);
            return false;
        }

        if (!verdict.IsAccepted && Landing<T>.MayAskAgain(flight, verdict))
        {
            flight.HasStarted = false;
            return true;
        }

        var delivered = landing.Deliver(flight, result, verdict, encoded, store: true, out var entry);
        if (entry is not null && encoded is not null)
        {
            stored?.Add(new StoredValue(flight.Key, entry, encoded));
        }

        _table.Remove(flight.Key);
        flight.Complete(delivered);
        return false;
    }

    // The tags of a value in flight are not known yet, so its key alone decides here; whoever joins re-checks at the end (R9).
    private bool CanJoin(Flight<T> flight, int extent) =>
        (flight.Read.Extent >= extent)
        && (!flight.HasStarted || !parts.Index.IsTouched(flight.LogicalKey, flight.Start.Mark));
}

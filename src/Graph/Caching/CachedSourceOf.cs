using Graph.Caching.Flights;
using Graph.Caching.Freshness;
using Graph.Caching.Memory;
using Graph.Caching.Refresh;
using Graph.Caching.Shared;
using Graph.Caching.Writes;
using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>Reads the values of one source: from memory, else by a flight that all readers of a key share.</summary>
internal sealed class CachedSource<T> : CachedSource where T : class
{
    private readonly SourceDefinition<T> _definition;
    private readonly CacheParts _parts;
    private readonly TimesInForce _times;
    private readonly MemoryReader<T> _memory;
    private readonly Flights<T> _flights;
    private readonly Landing<T> _landing;
    private readonly Departures<T> _departures;
    private readonly Projection<T> _projection;
    private readonly SharedLevel<T>? _shared;
    private readonly Refresher<T> _refresher;

    public CachedSource(SourceDefinition<T> definition, CacheParts parts, int number)
        : base(definition, number)
    {
        _definition = definition;
        _parts = parts;
        Statistics = new CacheStatistics(definition.Label, parts.Time);
        _times = new TimesInForce(definition, parts);
        _memory = new MemoryReader<T>(parts, _times);
        _flights = new Flights<T>(definition, parts);
        _landing = new Landing<T>(definition, parts, new EntryTtls(definition, parts, Statistics), _times);
        _shared = SharedLevel<T>.Of(definition, parts, _times);
        _departures = new Departures<T>(definition, parts, _flights, _landing, _shared);
        _projection = new Projection<T>(this, parts);
        _refresher = new Refresher<T>(this, parts, _times, _memory, _flights, _departures);
        Writes = new WriteTarget<T>(this, definition, parts, _memory, _flights, _landing, _departures, _shared);
    }

    public override int InFlight => _flights.Count;

    public override int LaneKeys => _departures.LaneKeys;

    public override int Refreshing => _refresher.UnderWay;

    public override TimeSpan MeanTtl => Definition.Policy is { IsAdaptive: true } policy && _parts.Memory.MeanTtlOf(Number, policy.Ttl) is { } mean
        ? policy.Bounded(mean)
        : Definition.Policy.Ttl;

    /// <summary>What writes need of it.</summary>
    public WriteTarget<T> Writes { get; }

    /// <summary>Reads distinct keys; one result per key, in their order. Completes at once when memory has them all. What the viewer has
    /// changed and nobody has confirmed yet is laid over it.</summary>
    public ValueTask<LoadResult<T>[]> ReadManyAsync(IReadOnlyList<ReadKey> keys, LoadRequest request) =>
        _parts.Overlays.Count > 0 ? _projection.ReadAsync(keys, request) : ReadBareAsync(keys, request);

    /// <summary>Reads distinct keys as they are, without what is pending.</summary>
    public ValueTask<LoadResult<T>[]> ReadBareAsync(IReadOnlyList<ReadKey> keys, LoadRequest request)
    {
        if (_definition.RefusalOf(request) is { } refusal)
        {
            return ValueTask.FromResult(LoadResults.AllFailed<T>(keys.Count, refusal));
        }

        request.Observer?.Before(this, keys);
        var read = new ManyRead<T>(this, keys, request, _parts.Index.Seq);
        var now = _parts.Time.GetTimestamp();
        for (var i = 0; i < keys.Count; i++)
        {
            if (request.PassesCaches)
            {
                read.Misses.Add(i);
            }
            else
            {
                ReadMemory(read, i, now);
            }
        }

        Statistics.Count(read.Hits, read.StaleHits, read.NegativeHits, read.HasMisses ? read.Misses.Count : 0);
        if (read.HasMisses)
        {
            return new ValueTask<LoadResult<T>[]>(FetchAsync(read));
        }

        if (read.HasRefreshes)
        {
            Depart(read, []);
        }

        request.Observer?.After(read);
        return ValueTask.FromResult(read.Results);
    }

    /// <summary>Takes entities that came along with a list, as of the start of that list's fetch: those of a PRIVATE type for the fetch's
    /// viewer alone.</summary>
    public void Prime(IReadOnlyList<T> values, Func<T, string> idOf, BatchStart start, BatchOwner owner)
    {
        if (!owner.MayPrime(_definition))
        {
            return;
        }

        var viewer = _definition.IsPrivate ? owner.CachedFor : null;
        var encoded = _departures.Encode([.. values.Select(value => (LoadResult<T>)value)]);
        var stored = new List<StoredValue>(values.Count);
        _flights.Locked((values, idOf, start, viewer, encoded, stored), (_, prime) =>
        {
            for (var i = 0; i < prime.values.Count; i++)
            {
                var read = new ReadKey(prime.idOf(prime.values[i]));
                var key = new CacheKey(Number, read.Id, prime.viewer);
                var entry = _landing.Prime(key, read, prime.values[i], prime.encoded?[i], prime.start);
                if (entry is not null && prime.encoded?[i] is { } bytes)
                {
                    prime.stored.Add(new StoredValue(key, entry, bytes));
                }
            }
        });
        _shared?.Write(stored);
    }

    public override EntryTimes TimesOf(CacheEntry entry, long now) => _times.Of(entry, now);

    public override void Refresh(IReadOnlyList<ScheduledRefresh> due) => _refresher.Start(due);

    public override void RefreshAll() => _refresher.ScheduleAll();

    public override void Retime() => _refresher.Retime();

    public override bool IsLatest(CacheKey place, CacheEntry entry) =>
        !(_parts.Seen.Of(place)?.Version > entry.Version)
        && (!_parts.Memory.TryGet(place, out var now) || !Dependency.AreOthers(now.Version, now.FetchedAt, entry.Version, entry.FetchedAt));

    public override EntryTimes TimesOf(CacheEntry entry, bool told) => _times.Of(entry, told);

    public override string LogicalKeyOf(string id) => _parts.Ids.KeyOf(_definition.Source, id);

    private void ReadMemory(ManyRead<T> read, int index, long now)
    {
        var key = read.Keys[index];
        var cacheKey = KeyOf(key, read.Request);
        var outcome = _memory.Read(cacheKey, key.Extent, read.Arrival, now, out var entry);
        if (outcome is ReadOutcome.Miss or ReadOutcome.Expired || IsTooOldFor(read.Request, outcome, entry))
        {
            read.Misses.Add(index);
            return;
        }

        read.Hit(index, entry!, outcome);
        _refresher.Noticed(cacheKey, entry!);
        if (IsDueForRefresh(outcome, entry))
        {
            // As long as the page that is refreshed, so that a short read does not cut it.
            read.Refreshes.Add(key with { Extent = Math.Max(key.Extent, entry!.Extent) });
        }
    }

    private bool IsDueForRefresh(ReadOutcome outcome, CacheEntry<T>? entry) =>
        outcome == ReadOutcome.Stale && (entry!.BackOff is not { } backOff || _parts.Time.GetTimestamp() >= backOff.RetryAt);

    // Who makes a response anew waits for what is due anyway: otherwise it would be stale again at once.
    private bool IsTooOldFor(LoadRequest request, ReadOutcome outcome, CacheEntry<T>? entry) =>
        request.WaitsForRefreshes && IsDueForRefresh(outcome, entry);

    private async Task<LoadResult<T>[]> FetchAsync(ManyRead<T> read)
    {
        while (read.Misses.Count > 0)
        {
            var waits = new List<(int Index, Flight<T> Flight)>(read.Misses.Count);
            Depart(read, waits);
            read.Misses.Clear();
            read.Refreshes.Clear();
            foreach (var (index, flight) in waits)
            {
                if (await ArriveAsync(flight, read.Request) is not { } result || !Accept(read, index, result, flight))
                {
                    read.Misses.Add(index); // touched while it was under way: read again (R9); the second flight starts after the touch
                }
            }
        }

        read.Request.Observer?.After(read);
        return read.Results;
    }

    /// <summary>Joins or starts a flight for every key that memory did not answer, and sends the new ones.</summary>
    private void Depart(ManyRead<T> read, List<(int Index, Flight<T> Flight)> waits)
    {
        var created = new List<Flight<T>>();
        var refreshes = new List<Flight<T>>();
        _flights.Locked((this, read, waits, created, refreshes), static (flights, state) =>
        {
            var (self, read, waits, created, refreshes) = state;
            foreach (var index in read.Misses)
            {
                self.JoinUnsafe(flights, read, index, waits, created);
            }

            foreach (var key in read.Refreshes)
            {
                var cacheKey = self.KeyOf(key, read.Request);

                // Another refresh may have landed, or failed, between the look into memory and this lock.
                if (flights.FindUnsafe(cacheKey, extent: 0) is null
                    && self.IsDueForRefresh(self._memory.Read(cacheKey, key.Extent, read.Arrival, out var entry), entry))
                {
                    refreshes.Add(flights.AddUnsafe(cacheKey, key, read.Request, isRefresh: true));
                }
            }
        });
        Statistics.CountCoalesced(waits.Count - created.Count);
        _refresher.Follow(refreshes);
        _departures.Send([.. created, .. refreshes]);
    }

    private void JoinUnsafe(
        Flights<T> flights, ManyRead<T> read, int index, List<(int Index, Flight<T> Flight)> waits, List<Flight<T>> created)
    {
        var key = read.Keys[index];
        var cacheKey = KeyOf(key, read.Request);
        if (flights.FindUnsafe(cacheKey, key.Extent, read.Request.PassesCaches) is { } running)
        {
            waits.Add((index, running));
            return;
        }

        // It may have landed between the look into memory and this lock.
        CacheEntry<T>? entry = null;
        var outcome = read.Request.PassesCaches ? ReadOutcome.Miss : _memory.Read(cacheKey, key.Extent, read.Arrival, out entry);
        if (outcome is ReadOutcome.Fresh or ReadOutcome.Stale && !IsTooOldFor(read.Request, outcome, entry))
        {
            read.Hit(index, entry!, outcome);
            return;
        }

        // What the shared level has costs no call, so with one the calls are counted later.
        var calls = _departures.MayNeedNoCall ? 1 : _departures.CallsOf(created, key);
        if (read.Request.UpstreamCalls + calls > read.Request.MaxUpstreamCalls)
        {
            read.Results[index] = read.Request.TooManyCalls;
            return;
        }

        var flight = flights.AddUnsafe(cacheKey, key, read.Request);
        created.Add(flight);
        waits.Add((index, flight));
    }

    /// <summary>Waits for a flight, or whichever has taken its place.</summary>
    /// <param name="flight">The flight.</param>
    /// <param name="request">Who waits; null when nobody does.</param>
    /// <returns>Null when the flight has been abandoned, or its successor is not one that the request may wait for.</returns>
    public static async ValueTask<FlightResult<T>?> ArriveAsync(Flight<T> flight, LoadRequest? request)
    {
        while (true)
        {
            var completion = flight.Completion;
            var result = completion.IsCompleted ? await completion : await completion.WaitAsync(request?.Cancellation ?? CancellationToken.None);
            if (result is not null)
            {
                return result;
            }

            if (flight.Successor is not { } successor || (request?.PassesCaches == true && !successor.PassesCaches))
            {
                return null; // S42: a successor may read what is older than the client's position
            }

            flight = successor; // superseded: its passengers move on (R19)
        }
    }

    private bool Accept(ManyRead<T> read, int index, FlightResult<T> result, Flight<T> joined)
    {
        var key = read.Keys[index];
        if (!result.Value.IsFailed && result.JudgedAt < read.Arrival
            && _parts.Index.IsDead(_parts.Ids.KeyOf(_definition.Source, key.Id), result.Tags, result.Start, result.Version))
        {
            return false;
        }

        read.Land(index, result, isOwn: joined.Starter == read.Request);
        if (result.Value.IsFailed)
        {
            FallBackOnError(read, index);
            return true;
        }

        _refresher.NoticedFetched(KeyOf(key, read.Request));
        return true;
    }

    private void FallBackOnError(ManyRead<T> read, int index)
    {
        var key = read.Keys[index];
        if (_memory.ReadForError(KeyOf(key, read.Request), key.Extent, out var isExpired) is not { } entry)
        {
            return;
        }

        if (isExpired)
        {
            read.Request.Stale.Add(_definition.Label, _parts.Time.GetElapsedTime(entry.FetchedAt));
            Statistics.CountStaleOnError();
        }

        read.FallBack(index, entry);
    }
}

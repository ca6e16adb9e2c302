using Graph.Caching.Flights;
using Graph.Caching.Freshness;
using Graph.Caching.Memory;

namespace Graph.Caching.Refresh;

/// <summary>Fetches values of one source again that nobody waits for, through the same flights and lanes as everything else.</summary>
internal sealed class Refresher<T>(
    CachedSource<T> source, CacheParts parts, TimesInForce times, MemoryReader<T> memory, Flights<T> flights, Departures<T> departures)
    where T : class
{
    // Ahead of expiry means at a random point of this last part of the ttl, early enough for the answer to come in time.
    private const double LastPart = 0.2;
    private const double LeadPart = 0.05;
    private static readonly TimeSpan LongestLead = TimeSpan.FromSeconds(2);

    private int _underWay;

    /// <summary>How many refreshes are under way, those that a stale read has started included.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    private FreshnessPolicy Policy => source.Definition.Policy;

    /// <summary>A reader has got a value: the first to do so gives it its turn ahead of expiry.</summary>
    public void Noticed(CacheKey key, CacheEntry entry)
    {
        if (Policy.IsRefreshedAhead && entry.IsFound && !entry.WasRead && !parts.Refreshes.IsFull && entry.MarkRead())
        {
            parts.Refreshes.Schedule(source, AheadOfExpiry(key, entry));
        }
    }

    /// <summary>As <see cref="Noticed"/>, for a reader who has waited for the fetch itself.</summary>
    public void NoticedFetched(CacheKey key)
    {
        if (Policy.IsRefreshedAhead && parts.Memory.TryGet(key, out var entry))
        {
            Noticed(key, entry);
        }
    }

    /// <summary>Fetches again what is still the value that was to be replaced, and has neither fallen nor expired.</summary>
    public void Start(IReadOnlyList<ScheduledRefresh> due)
    {
        var started = new List<Flight<T>>(due.Count);
        flights.Locked((self: this, due, started), static (table, state) =>
        {
            foreach (var refresh in state.due)
            {
                state.self.StartUnsafe(table, refresh, state.started);
            }
        });
        Follow(started);
        departures.Send(started);
    }

    /// <summary>Counts refreshes that are about to be sent, and sees to it that one which fails is tried again.</summary>
    public void Follow(IReadOnlyList<Flight<T>> started)
    {
        if (started.Count == 0)
        {
            return;
        }

        Interlocked.Add(ref _underWay, started.Count);
        source.Statistics.CountRefreshesStarted(started.Count);
        foreach (var flight in started)
        {
            _ = FollowAsync(flight);
        }
    }

    /// <summary>Gives every value that is held its turn now (PERIODIC).</summary>
    public void ScheduleAll()
    {
        var now = parts.Time.GetTimestamp();
        parts.Refreshes.Schedule(source, [.. Held().Select(held => new ScheduledRefresh(now, held.Key.Id, held.Value.FetchedAt))]);
    }

    /// <summary>Gives everything that has a turn ahead of expiry another one, by a policy that has changed.</summary>
    public void Retime()
    {
        if (Policy.IsRefreshedAhead)
        {
            parts.Refreshes.Replace(source, [.. Held().Where(held => held.Value.WasRead).Select(held => AheadOfExpiry(held.Key, held.Value))]);
        }
    }

    // An absence is asked for again when it is read again.
    private IEnumerable<KeyValuePair<CacheKey, CacheEntry>> Held() => parts.Memory.Of(source.Number).Where(held => held.Value.IsFound);

    private ScheduledRefresh AheadOfExpiry(CacheKey key, CacheEntry entry)
    {
        var staleAt = times.ByPolicy(entry).StaleAt;
        var ttl = staleAt - entry.FetchedAt;
        var lead = Math.Min((long)(ttl * LeadPart), (long)(LongestLead.TotalSeconds * parts.Time.TimestampFrequency));
        var from = Math.Max(parts.Time.GetTimestamp(), staleAt - (long)(ttl * LastPart));
        var spread = Math.Max(0, staleAt - lead - from);
        return new ScheduledRefresh(from + (long)(spread * Random.Shared.NextDouble()), key.Id, entry.FetchedAt);
    }

    private void StartUnsafe(Flights<T> table, ScheduledRefresh refresh, List<Flight<T>> started)
    {
        var key = new CacheKey(source.Number, refresh.Id);
        var outcome = memory.Read(key, extent: 0, parts.Index.Seq, out var entry);
        if (outcome == ReadOutcome.Miss || entry!.FetchedAt != refresh.FetchedAt || table.FindUnsafe(key, extent: 0) is not null)
        {
            return; // fallen, replaced, or on its way already
        }

        if (outcome == ReadOutcome.Expired)
        {
            entry.MarkUnread(); // should it be served again after all, its next reader gives it another turn
            return;
        }

        started.Add(table.AddUnsafe(key, entry.Read, starter: null, isRefresh: true));
    }

    private async Task FollowAsync(Flight<T> flight)
    {
        var result = await CachedSource<T>.ArriveAsync(flight, request: null);
        Interlocked.Decrement(ref _underWay);
        source.Statistics.CountRefreshEnded(result?.Value.IsFailed != true);
        if (result?.Value.IsFailed != false // it has failed, or another instance is at it
            && (Policy.IsRefreshedAhead || Policy.IsPeriodic)
            && parts.Memory.TryGet(flight.Key, out var entry) && entry.BackOff is { } backOff)
        {
            parts.Refreshes.Schedule(source, new ScheduledRefresh(backOff.RetryAt, flight.Key.Id, entry.FetchedAt));
        }
    }
}

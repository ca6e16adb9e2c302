using Graph.Caching.Freshness;

namespace Graph.Caching.Memory;

/// <summary>When a value passes from fresh to stale, to expired, to useless; <see cref="TimeProvider"/> timestamps.</summary>
/// <remarks>Never kept: made anew from the policy at each look, so that another policy holds for everything at once.</remarks>
internal readonly record struct EntryTimes(long FetchedAt, long StaleAt, long ExpireAt, long ErrorUntil)
{
    /// <param name="policy">The type's policy.</param>
    /// <param name="fetchedAt">The start of the fetch: what the value is at least as old as.</param>
    /// <param name="found">An absence is kept for <see cref="FreshnessPolicy.NegativeTtl"/> and never longer.</param>
    /// <param name="own">What the value's lifetime has of its own.</param>
    /// <param name="told">Whether an EVENT_BASED value's source has told every change since the fetch.</param>
    /// <param name="frequency">Timestamp ticks a second.</param>
    public static EntryTimes Of(FreshnessPolicy policy, long fetchedAt, bool found, EntryTtl own, bool told, long frequency)
    {
        var scale = frequency / (double)TimeSpan.TicksPerSecond; // divided once: this is made for every value that is read
        if (!found)
        {
            var end = fetchedAt + Ticks(policy.NegativeTtl, own.Jitter * scale);
            return new EntryTimes(fetchedAt, end, end, end);
        }

        var ttl = policy.IsAdaptive && own.Adapted is { } adapted ? policy.Bounded(adapted) : policy.Ttl;
        var staleAt = fetchedAt + Ticks(ttl, own.Jitter * scale);
        if (told && policy is { Strategy: FreshnessStrategy.EventBased, MaxTtl: { } most })
        {
            staleAt = Math.Max(staleAt, fetchedAt + Ticks(most, Math.Min(1, own.Jitter) * scale)); // moved, but never past "at most"
        }

        var expireAt = staleAt + Ticks(policy.StaleFor, scale);
        return new EntryTimes(fetchedAt, staleAt, expireAt, expireAt + Ticks(policy.StaleIfError, scale));
    }

    /// <summary>The same, but expired after a time from the fetch: then only a failing upstream lets the value be served, for as long after
    /// that as its policy says.</summary>
    public EntryTimes Within(long atMost)
    {
        var end = FetchedAt + atMost;
        return end >= ExpireAt ? this : new EntryTimes(FetchedAt, Math.Min(StaleAt, end), end, end + (ErrorUntil - ExpireAt));
    }

    private static long Ticks(TimeSpan time, double factor) => (long)(time.Ticks * factor);
}

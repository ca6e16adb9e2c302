using Graph.Caching.Freshness;

namespace Graph.Caching.Memory;

/// <summary>When a value passes from fresh to stale, to expired, to useless; <see cref="TimeProvider"/> timestamps.</summary>
internal readonly record struct EntryTimes(long FetchedAt, long StaleAt, long ExpireAt, long ErrorUntil)
{
    /// <param name="policy">The type's policy.</param>
    /// <param name="fetchedAt">The start of the fetch: what the value is at least as old as.</param>
    /// <param name="found">An absence is kept for <see cref="FreshnessPolicy.NegativeTtl"/> and never longer.</param>
    /// <param name="jitter">The factor of the ttl, about 1.</param>
    /// <param name="frequency">Timestamp ticks a second.</param>
    public static EntryTimes Of(FreshnessPolicy policy, long fetchedAt, bool found, double jitter, long frequency)
    {
        var staleAt = fetchedAt + (long)((found ? policy.Ttl : policy.NegativeTtl).TotalSeconds * jitter * frequency);
        if (!found)
        {
            return new EntryTimes(fetchedAt, staleAt, staleAt, staleAt);
        }

        var expireAt = staleAt + (long)(policy.StaleFor.TotalSeconds * frequency);
        return new EntryTimes(fetchedAt, staleAt, expireAt, expireAt + (long)(policy.StaleIfError.TotalSeconds * frequency));
    }
}

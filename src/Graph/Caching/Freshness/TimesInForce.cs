using Graph.Caching.Memory;

namespace Graph.Caching.Freshness;

/// <summary>The times of a source's values as they hold at this moment: by the policy of now, longer while the source tells every change,
/// shorter while the log can't be read.</summary>
internal sealed class TimesInForce(SourceDefinition definition, CacheParts parts)
{
    private readonly long _frequency = parts.Time.TimestampFrequency;
    private readonly long _fallback = (long)(parts.Pulse.FallbackTtl.TotalSeconds * parts.Time.TimestampFrequency);

    /// <summary>The times by the policy alone.</summary>
    public EntryTimes ByPolicy(CacheEntry entry) => Of(entry, told: false);

    /// <summary>The same, as it is while the value's source tells every change, or as it is not.</summary>
    public EntryTimes Of(CacheEntry entry, bool told) => Of(definition.Policy, entry, told);

    /// <summary>The longest that it can be of use, whatever is known then.</summary>
    public long EndOf(CacheEntry entry) => Of(definition.Policy, entry, told: true).ErrorUntil;

    public EntryTimes Of(CacheEntry entry, long now)
    {
        var policy = definition.Policy;
        var times = Of(policy, entry, told: false);
        if (definition.HasEvents && parts.Pulse.IsLogAway)
        {
            return times.Within(_fallback);
        }

        // Asked only past the ttl, so that a fresh value costs no more than under any other strategy.
        return policy.Strategy == FreshnessStrategy.EventBased && now >= times.StaleAt
            && parts.Pulse.HasToldSince(definition.Domain, entry.FetchedAt)
            ? Of(policy, entry, told: true)
            : times;
    }

    private EntryTimes Of(FreshnessPolicy policy, CacheEntry entry, bool told) =>
        EntryTimes.Of(policy, entry.FetchedAt, entry.IsFound, entry.Ttl, told, _frequency);
}

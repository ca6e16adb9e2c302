using Graph.Caching.Flights;

namespace Graph.Caching.Freshness;

/// <summary>Gives each value of a source its ttl: the type's, moved at random, or one of its own that follows how often it changes.</summary>
internal sealed class EntryTtls(SourceDefinition definition, CacheParts parts, CacheStatistics statistics)
{
    private const double Growth = 0.5;
    private const double Shrinkage = 0.5;

    // A value that comes along with lists every second proves little each time. What ahead-of-time refreshes prove counts.
    private const double Proof = 0.7;

    /// <summary>Chooses the ttl of a value that has been fetched. Changes nothing until <see cref="Keep"/>.</summary>
    public ChosenTtl Choose(CacheKey key, string logicalKey, object? value, Verdict verdict, BatchStart start)
    {
        var policy = definition.Policy;
        if (!policy.IsAdaptive || value is null)
        {
            return new ChosenTtl(new EntryTtl(null, Jitter(policy)), History: null);
        }

        var fingerprint = verdict.Version ?? ContentHash.Of(value);
        var history = parts.Histories.Of(key) is { } known
            ? Next(policy, logicalKey, known, fingerprint, start)
            : new TtlHistory(policy.Ttl, start.At, fingerprint, verdict.Version, verdict.Tags, start.Mark);
        history = history with { Fingerprint = fingerprint, Version = verdict.Version, Tags = verdict.Tags, Start = start.Mark };
        return new ChosenTtl(new EntryTtl(history.Ttl, Jitter(policy)), history);
    }

    /// <summary>The ttl of a value that another instance has fetched and given one.</summary>
    /// <param name="adapted">Its own ttl in milliseconds; 0 where its type's applies.</param>
    public EntryTtl OfShared(long adapted) => new(adapted > 0 ? TimeSpan.FromMilliseconds(adapted) : null, Jitter(definition.Policy));

    /// <summary>Remembers what was chosen, once the value is kept.</summary>
    public void Keep(CacheKey key, ChosenTtl chosen)
    {
        if (chosen.History is { } history)
        {
            parts.Histories.Set(key, history);
        }
    }

    private TtlHistory Next(FreshnessPolicy policy, string logicalKey, TtlHistory known, long fingerprint, BatchStart start)
    {
        var ttl = policy.Bounded(known.Ttl);
        if (known.Fingerprint != fingerprint || parts.Index.IsDead(logicalKey, known.Tags, known.Start, known.Version))
        {
            return known with { Ttl = policy.Bounded(ttl * Shrinkage), Since = start.At };
        }

        return parts.Time.GetElapsedTime(known.Since, start.At) >= ttl * Proof
            ? known with { Ttl = policy.Bounded(ttl * (1 + (Growth * (statistics.HitRate() ?? 0)))), Since = start.At }
            : known with { Ttl = ttl };
    }

    // A timer fetches PERIODIC values again all together, so they may as well grow stale together.
    private double Jitter(FreshnessPolicy policy) =>
        policy.IsPeriodic ? 1 : 1 + (((Random.Shared.NextDouble() * 2) - 1) * parts.Options.Jitter);
}

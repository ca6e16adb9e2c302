namespace Graph.Caching.Freshness;

/// <summary>What a value's lifetime has of its own; the rest is its type's policy.</summary>
/// <param name="Adapted">The ttl that its own changes have led to; null where the policy's holds.</param>
/// <param name="Jitter">The factor of the ttl, about 1, that keeps values fetched together from expiring together.</param>
internal readonly record struct EntryTtl(TimeSpan? Adapted, double Jitter)
{
    /// <summary>The policy's ttl, to the tick.</summary>
    public static readonly EntryTtl OfPolicy = new(null, 1);
}

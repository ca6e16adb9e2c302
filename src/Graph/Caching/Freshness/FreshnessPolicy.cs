namespace Graph.Caching.Freshness;

/// <summary>How long values of a source are fresh, stale and kept for errors: the directive with its defaults and overrides resolved.</summary>
/// <remarks><c>fetchedAt ≤ fresh &lt; staleAt ≤ stale &lt; expireAt ≤ only for errors &lt; errorUntil</c></remarks>
internal sealed record FreshnessPolicy(string Coordinate, FreshnessStrategy Strategy, CacheScope Scope, TimeSpan Ttl)
{
    /// <summary>Keeps nothing: what a source has until its policy is known.</summary>
    public static readonly FreshnessPolicy None = new("", FreshnessStrategy.TimeBased, CacheScope.Public, TimeSpan.Zero);

    public TimeSpan StaleFor { get; init; }

    public TimeSpan StaleIfError { get; init; }

    public TimeSpan NegativeTtl { get; init; }

    public static FreshnessPolicy Resolve(string coordinate, FreshnessDirective directive, FreshnessOptions? overrides)
    {
        var ttl = overrides?.Ttl ?? directive.Ttl;
        var unstated = directive.Strategy == FreshnessStrategy.StaleWhileRevalidate ? ttl : TimeSpan.Zero;
        return new FreshnessPolicy(coordinate, directive.Strategy, directive.Scope, ttl)
        {
            StaleFor = overrides?.StaleFor ?? directive.StaleFor ?? unstated,
            StaleIfError = overrides?.StaleIfError ?? directive.StaleIfError ?? TimeSpan.Zero,
            NegativeTtl = overrides?.NegativeTtl ?? directive.NegativeTtl ?? TimeSpan.Zero,
        };
    }
}

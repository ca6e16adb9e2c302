namespace Graph.Caching.Freshness;

/// <summary>How long values of a source are fresh, stale and kept for errors: the directive with its defaults and overrides resolved.</summary>
/// <remarks><c>fetchedAt ≤ fresh &lt; staleAt ≤ stale &lt; expireAt ≤ only for errors &lt; errorUntil</c></remarks>
internal sealed record FreshnessPolicy(string Coordinate, FreshnessStrategy Strategy, CacheScope Scope, TimeSpan Ttl)
{
    /// <summary>Keeps nothing: what a source has until its policy is known.</summary>
    public static readonly FreshnessPolicy None = new("", FreshnessStrategy.TimeBased, CacheScope.Public, TimeSpan.Zero);

    private static readonly TimeSpan EventBasedMaxTtl = TimeSpan.FromHours(1);

    public TimeSpan StaleFor { get; init; }

    public TimeSpan StaleIfError { get; init; }

    public TimeSpan NegativeTtl { get; init; }

    /// <summary>How often PERIODIC values are fetched again; unused by other strategies.</summary>
    public TimeSpan RefreshEvery { get; init; }

    /// <summary>The least that an adapted ttl may be.</summary>
    public TimeSpan? MinTtl { get; init; }

    /// <summary>The most that an adapted ttl may be; for EVENT_BASED, how long a value is fresh while its source tells every change.</summary>
    public TimeSpan? MaxTtl { get; init; }

    /// <summary>Whether each value has a ttl of its own, by how often it has been found changed.</summary>
    public bool IsAdaptive { get; init; }

    /// <summary>Whether values are fetched again ahead of their expiry. Never those of a viewer: a fetch without a request has no token.</summary>
    public bool IsRefreshedAhead => Strategy == FreshnessStrategy.BackgroundRefresh && Scope == CacheScope.Public;

    /// <summary>Whether values are fetched again by a timer. Never those of a viewer, as above.</summary>
    public bool IsPeriodic => Strategy == FreshnessStrategy.Periodic && Scope == CacheScope.Public;

    public static FreshnessPolicy Resolve(string coordinate, FreshnessDirective directive, FreshnessOptions? overrides)
    {
        var said = overrides is null ? directive : directive.With(overrides);
        var isEventBased = said.Strategy == FreshnessStrategy.EventBased;
        var refreshEvery = said.RefreshEvery ?? (said.Strategy == FreshnessStrategy.Periodic ? said.Ttl : TimeSpan.Zero);
        var maxTtl = said.MaxTtl ?? (isEventBased ? UnstatedMaxTtl(said.Ttl) : null);
        return new FreshnessPolicy(coordinate, said.Strategy, said.Scope, said.Ttl)
        {
            StaleFor = said.StaleFor ?? UnstatedStaleFor(said.Strategy, said.Ttl, refreshEvery),
            StaleIfError = said.StaleIfError ?? TimeSpan.Zero,
            NegativeTtl = said.NegativeTtl ?? TimeSpan.Zero,
            RefreshEvery = refreshEvery,
            MinTtl = said.MinTtl,
            MaxTtl = maxTtl,
            IsAdaptive = said.MinTtl is not null && maxTtl is not null && (overrides?.Adaptive ?? !isEventBased),
        };
    }

    /// <summary>Whether a value (or an absence) is of any use after its fetch.</summary>
    public bool Keeps(bool found) => found
        ? Ttl + StaleFor + StaleIfError > TimeSpan.Zero || (Strategy == FreshnessStrategy.EventBased && MaxTtl > TimeSpan.Zero)
        : NegativeTtl > TimeSpan.Zero;

    /// <summary>An adapted ttl within the bounds of this policy, which may be others than those that it was adapted under.</summary>
    public TimeSpan Bounded(TimeSpan adapted) =>
        adapted < MinTtl ? MinTtl.Value
        : adapted > MaxTtl ? MaxTtl.Value
        : adapted;

    private static TimeSpan UnstatedMaxTtl(TimeSpan ttl) => ttl > EventBasedMaxTtl ? ttl : EventBasedMaxTtl;

    // A tick that is late must not make readers wait, so what PERIODIC replaces by a timer stays served for another period.
    private static TimeSpan UnstatedStaleFor(FreshnessStrategy strategy, TimeSpan ttl, TimeSpan refreshEvery) => strategy switch
    {
        FreshnessStrategy.StaleWhileRevalidate => ttl,
        FreshnessStrategy.Periodic => refreshEvery,
        _ => TimeSpan.Zero,
    };
}

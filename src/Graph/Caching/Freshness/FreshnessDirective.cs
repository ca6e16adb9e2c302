namespace Graph.Caching.Freshness;

/// <summary>One <c>@freshness</c> as the SDL says it, before configuration overrides and defaults are laid over it.</summary>
/// <param name="Ttl">The one value without a default.</param>
internal sealed record FreshnessDirective(TimeSpan Ttl)
{
    public FreshnessStrategy Strategy { get; init; } = FreshnessStrategy.TimeBased;

    public CacheScope Scope { get; init; } = CacheScope.Public;

    public TimeSpan? StaleFor { get; init; }

    public TimeSpan? StaleIfError { get; init; }

    public TimeSpan? NegativeTtl { get; init; }

    public TimeSpan? RefreshEvery { get; init; }

    public TimeSpan? MinTtl { get; init; }

    public TimeSpan? MaxTtl { get; init; }

    /// <summary>The same with what the settings say instead. Strategy and scope are the schema's alone.</summary>
    public FreshnessDirective With(FreshnessOptions overrides) => this with
    {
        Ttl = overrides.Ttl ?? Ttl,
        StaleFor = overrides.StaleFor ?? StaleFor,
        StaleIfError = overrides.StaleIfError ?? StaleIfError,
        NegativeTtl = overrides.NegativeTtl ?? NegativeTtl,
        RefreshEvery = overrides.RefreshEvery ?? RefreshEvery,
        MinTtl = overrides.MinTtl ?? MinTtl,
        MaxTtl = overrides.MaxTtl ?? MaxTtl,
    };
}

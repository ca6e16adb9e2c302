using Graph.Caching.Freshness;

namespace Graph.Tests.Caching.Freshness;

/// <summary>One policy of each strategy, with round times.</summary>
internal static class Policies
{
    /// <summary>Fresh for 60 s; for errors 60 s more; absences for 30 s.</summary>
    public static FreshnessPolicy TimeBased => Of(FreshnessStrategy.TimeBased);

    /// <summary>Refreshed between 48 s and 58 s of the 60 s that it is fresh for.</summary>
    public static FreshnessPolicy Ahead => Of(FreshnessStrategy.BackgroundRefresh);

    /// <summary>Fresh for 5 s, or for an hour while its source tells.</summary>
    public static FreshnessPolicy EventBased => Of(FreshnessStrategy.EventBased) with
    {
        Ttl = TimeSpan.FromSeconds(5),
        MaxTtl = TimeSpan.FromHours(1),
        NegativeTtl = TimeSpan.FromSeconds(5),
        StaleIfError = TimeSpan.Zero,
    };

    /// <summary>Fetched again every 60 s, fresh for as long and stale for as long again.</summary>
    public static FreshnessPolicy Periodic => Of(FreshnessStrategy.Periodic) with
    {
        RefreshEvery = TimeSpan.FromSeconds(60),
        StaleFor = TimeSpan.FromSeconds(60),
    };

    /// <summary>60 s, and between 10 s and 600 s by how often a value changes.</summary>
    public static FreshnessPolicy Adaptive => Of(FreshnessStrategy.TimeBased) with
    {
        IsAdaptive = true,
        MinTtl = TimeSpan.FromSeconds(10),
        MaxTtl = TimeSpan.FromSeconds(600),
    };

    private static FreshnessPolicy Of(FreshnessStrategy strategy) => new("Thing", strategy, CacheScope.Public, TimeSpan.FromSeconds(60))
    {
        StaleIfError = TimeSpan.FromSeconds(60),
        NegativeTtl = TimeSpan.FromSeconds(30),
    };
}

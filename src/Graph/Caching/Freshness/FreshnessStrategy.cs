namespace Graph.Caching.Freshness;

/// <summary>How values of a type grow old; the SDL's enum of the same name.</summary>
internal enum FreshnessStrategy
{
    TimeBased,
    EventBased,
    StaleWhileRevalidate,
    BackgroundRefresh,
    Periodic,
}

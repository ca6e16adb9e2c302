namespace Graph.Caching.Refresh;

/// <summary>A key that is to be fetched again.</summary>
/// <param name="DueAt">When (a <see cref="TimeProvider"/> timestamp).</param>
/// <param name="Id">The id in the cache; the value is no viewer's.</param>
/// <param name="FetchedAt">Which value is to be replaced: one fetched at another time has come since, and has a turn of its own.</param>
internal readonly record struct ScheduledRefresh(long DueAt, string Id, long FetchedAt);

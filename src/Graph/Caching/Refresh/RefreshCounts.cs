namespace Graph.Caching.Refresh;

/// <summary>What has come of a source's refreshes since the start.</summary>
internal readonly record struct RefreshCounts(long Started, long Succeeded, long Failed);

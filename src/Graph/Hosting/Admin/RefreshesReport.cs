using Graph.Caching.Refresh;

namespace Graph.Hosting.Admin;

/// <summary>Keys that were refreshed behind their readers' backs.</summary>
internal sealed record RefreshesReport(long Started, long Succeeded, long Failed)
{
    public static RefreshesReport Of(RefreshCounts counts) => new(counts.Started, counts.Succeeded, counts.Failed);
}

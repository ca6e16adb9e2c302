using Graph.Caching;

namespace Graph.Hosting.Admin;

/// <summary>Keys that were refreshed behind their readers' backs.</summary>
internal sealed record RefreshesReport(long Started, long Succeeded, long Failed)
{
    // Started comes last: what ends meanwhile must not seem more than has begun.
    public static RefreshesReport Of(RefreshStatistics statistics)
    {
        var (succeeded, failed) = (statistics.Succeeded, statistics.Failed);
        return new RefreshesReport(statistics.Started, succeeded, failed);
    }
}

using Graph.Telemetry;

namespace Graph.ChangeDetection;

internal static partial class Log
{
    [LoggerMessage(EventIds.FeedAbsent, LogLevel.Warning,
        "Upstream {Upstream} has no {Path}?updatedSince (404), so nothing is looked for there any more. Set Upstreams:{Upstream}:DetectChanges:Every to 0")]
    public static partial void FeedAbsent(ILogger logger, string upstream, string path);

    [LoggerMessage(EventIds.FeedFailing, LogLevel.Warning,
        "Changes of upstream {Upstream} are not known for now; it is asked again, at most a minute apart. {Problem}")]
    public static partial void FeedFailing(ILogger logger, string upstream, string problem);

    [LoggerMessage(EventIds.FeedRecovered, LogLevel.Information, "Changes of upstream {Upstream} are known again")]
    public static partial void FeedRecovered(ILogger logger, string upstream);

    [LoggerMessage(EventIds.FeedOverflow, LogLevel.Warning,
        "Upstream {Upstream} has more changes than Upstreams:{Upstream}:DetectChanges:MaxPages ({MaxPages}) pages; everything of it counts as changed")]
    public static partial void FeedOverflow(ILogger logger, string upstream, int maxPages);
}

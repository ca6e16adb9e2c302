using Graph.Telemetry;

namespace Graph.Invalidation;

internal static partial class Log
{
    [LoggerMessage(EventIds.LogAway, LogLevel.Warning, "The invalidation log is away; meanwhile values whose upstream announces changes are served for Invalidation:FallbackTtl only. {Reason}")]
    public static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(EventIds.LogBack, LogLevel.Information, "The invalidation log can be read again, and is read up to {Position}")]
    public static partial void LogBack(ILogger logger, Position position);

    [LoggerMessage(EventIds.LogCaughtUp, LogLevel.Information, "The invalidation log is read up to {Position} ({Records} records)")]
    public static partial void LogCaughtUp(ILogger logger, Position position, int records);

    [LoggerMessage(EventIds.LogEpoch, LogLevel.Warning, "The invalidation log has begun anew (epoch {Old} is now {New}): Redis has restarted or failed over, and all caches are emptied")]
    public static partial void LogEpoch(ILogger logger, long old, long @new);

    [LoggerMessage(EventIds.LogGap, LogLevel.Warning, "The invalidation log has trimmed records {First} to {Last} before they were read: everything older is dropped (Invalidation:MaxRecords)")]
    public static partial void LogGap(ILogger logger, long first, long last);

    [LoggerMessage(EventIds.LogRecordUnreadable, LogLevel.Error, "The record at {Position} can't be read, perhaps a newer version's: everything older is dropped")]
    public static partial void LogRecordUnreadable(ILogger logger, Position position);

    [LoggerMessage(EventIds.LogRefuses, LogLevel.Warning, "The invalidation log does not take records now: events are refused, the records of mutations wait. {Reason}")]
    public static partial void LogRefuses(ILogger logger, string reason);

    [LoggerMessage(EventIds.LogTakes, LogLevel.Information, "The invalidation log takes records again")]
    public static partial void LogTakes(ILogger logger);

    [LoggerMessage(EventIds.LogQueued, LogLevel.Debug, "A write's record waits for the invalidation log ({Waiting} of {Capacity}, Redis:MaxOutbox)")]
    public static partial void LogQueued(ILogger logger, int waiting, int capacity);
}

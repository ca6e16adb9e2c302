using Graph.Telemetry;

namespace Graph.Caching;

internal static partial class Log
{
    [LoggerMessage(EventIds.FetchThrew, LogLevel.Error, "The fetch of {Source} in domain {Domain} threw instead of returning failures")]
    public static partial void FetchThrew(ILogger logger, string source, string domain, Exception exception);

    [LoggerMessage(EventIds.LandingThrew, LogLevel.Error, "A version, tag or size of {Source} in domain {Domain} threw")]
    public static partial void LandingThrew(ILogger logger, string source, string domain, Exception exception);

    [LoggerMessage(EventIds.EncodingThrew, LogLevel.Error, "A value of {Source} in domain {Domain} can't be written as JSON, so instances don't share it")]
    public static partial void EncodingThrew(ILogger logger, string source, string domain, Exception exception);

    [LoggerMessage(EventIds.SharedLevelPaused, LogLevel.Warning, "Redis as a cache: {Operation} failed ({Reason}); it is left alone for {Pause}, values come from upstreams")]
    public static partial void SharedLevelPaused(ILogger logger, string operation, TimeSpan pause, string reason);

    [LoggerMessage(EventIds.SharedLevelBack, LogLevel.Information, "Redis as a cache: back")]
    public static partial void SharedLevelBack(ILogger logger);

    [LoggerMessage(EventIds.WriteThrew, LogLevel.Error, "A write of {Source} threw instead of returning its outcome, which is unknown now")]
    public static partial void WriteThrew(ILogger logger, string source, Exception exception);

    [LoggerMessage(EventIds.OverlayThrew, LogLevel.Error, "A change of {Source} in domain {Domain} threw and is not shown before it is confirmed")]
    public static partial void OverlayThrew(ILogger logger, string source, string domain, Exception exception);

    [LoggerMessage(EventIds.TouchingThrew, LogLevel.Error, "What a write of {Source} makes stale threw; what it had not named yet stays in the cache")]
    public static partial void TouchingThrew(ILogger logger, string source, Exception exception);

    [LoggerMessage(EventIds.FreshnessChanged, LogLevel.Information, "Freshness has changed with the settings. {Changes}")]
    public static partial void FreshnessChanged(ILogger logger, string changes);

    [LoggerMessage(EventIds.FreshnessRefused, LogLevel.Warning, "The changed settings of Freshness are refused; what held before holds on:{Problems}")]
    public static partial void FreshnessRefused(ILogger logger, string problems);
}

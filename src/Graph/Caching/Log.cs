using Graph.Telemetry;

namespace Graph.Caching;

internal static partial class Log
{
    [LoggerMessage(EventIds.FetchThrew, LogLevel.Error, "The fetch of {Source} in domain {Domain} threw instead of returning failures")]
    public static partial void FetchThrew(ILogger logger, string source, string domain, Exception exception);

    [LoggerMessage(EventIds.LandingThrew, LogLevel.Error, "A version, tag or size of {Source} in domain {Domain} threw")]
    public static partial void LandingThrew(ILogger logger, string source, string domain, Exception exception);
}

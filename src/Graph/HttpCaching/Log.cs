using Graph.Telemetry;

namespace Graph.HttpCaching;

internal static partial class Log
{
    [LoggerMessage(EventIds.PurgeFailing, LogLevel.Warning,
        "The shared cache {Address} (HttpCaching:Purge:Addresses) can't be told what has changed, so what it serves may be old: {Reason}. It is tried until it can")]
    public static partial void PurgeFailing(ILogger logger, Uri address, string reason);

    [LoggerMessage(EventIds.PurgeBack, LogLevel.Information, "The shared cache {Address} can be told again what has changed, after {Failures} failed purges")]
    public static partial void PurgeBack(ILogger logger, Uri address, int failures);
}

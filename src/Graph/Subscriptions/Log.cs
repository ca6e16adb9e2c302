using Graph.Telemetry;

namespace Graph.Subscriptions;

internal static partial class Log
{
    [LoggerMessage(EventIds.SubscriptionFailed, LogLevel.Error, "A subscription has failed by a defect; its clients were told INTERNAL, trace id {TraceId}.")]
    public static partial void FeedFailed(ILogger logger, string traceId, Exception defect);

    [LoggerMessage(EventIds.DispatchFailed, LogLevel.Error, "The record of the log at {Position} could not be told to subscriptions, by a defect.")]
    public static partial void DispatchFailed(ILogger logger, string position, Exception defect);
}

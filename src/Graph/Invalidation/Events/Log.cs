using System.Net;
using Graph.Telemetry;

namespace Graph.Invalidation.Events;

internal static partial class Log
{
    [LoggerMessage(EventIds.EventDeliveryRefused, LogLevel.Warning, "A delivery of change events from {Caller} is refused with {Status}: {Reason}")]
    public static partial void DeliveryRefused(ILogger logger, IPAddress? caller, int status, string reason);

    [LoggerMessage(EventIds.EventIgnored, LogLevel.Information,
        "Change events of type {Type} are ignored: no domain listens to them, and none has the name that their source ends with. This is said once")]
    public static partial void EventIgnored(ILogger logger, string type);

    [LoggerMessage(EventIds.EventStreamUnavailable, LogLevel.Warning, "Change events can't be taken from the Redis Stream {Stream} now; trying on. {Reason}")]
    public static partial void StreamUnavailable(ILogger logger, string stream, string reason);

    [LoggerMessage(EventIds.EventStreamEntryRefused, LogLevel.Warning, "Entry {Id} of the Redis Stream {Stream} is no change event and is left out: {Reason}")]
    public static partial void StreamEntryRefused(ILogger logger, string stream, string id, string reason);

    [LoggerMessage(EventIds.EventLogUnavailable, LogLevel.Warning,
        "The invalidation log could not take a delivery of {Count} change events, which its sender has to repeat: {Reason}")]
    public static partial void LogUnavailable(ILogger logger, int count, string reason);
}

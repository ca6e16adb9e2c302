namespace Graph.Upstreams.Events;

internal static partial class Log
{
    [LoggerMessage(1650, LogLevel.Warning, "{Count} undelivered events were dropped, oldest first: more than Events:MaxPending ({MaxPending}) are waiting")]
    public static partial void DroppedOldest(ILogger logger, int count, int maxPending);

    [LoggerMessage(1651, LogLevel.Warning, "Delivery of {Count} events to {Url} failed ({Reason}); the next attempt is in {Delay}")]
    public static partial void DeliveryFailed(ILogger logger, int count, Uri url, string reason, TimeSpan delay);

    [LoggerMessage(1652, LogLevel.Warning, "The graph refused an event ({Reason}); it is dropped: {Event}")]
    public static partial void EventRefused(ILogger logger, string @event, string reason);

    [LoggerMessage(1653, LogLevel.Debug, "Heartbeat to {Url} failed ({Reason})")]
    public static partial void HeartbeatFailed(ILogger logger, Uri url, string reason);
}

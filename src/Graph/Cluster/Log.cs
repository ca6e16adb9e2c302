using Graph.Telemetry;
using StackExchange.Redis;

namespace Graph.Cluster;

internal static partial class Log
{
    [LoggerMessage(EventIds.RedisLost, LogLevel.Warning, "Redis: connection to {Server} lost ({Reason}): {Message}")]
    public static partial void RedisLost(ILogger logger, string server, ConnectionFailureType reason, string? message);

    [LoggerMessage(EventIds.RedisBack, LogLevel.Information, "Redis: connection to {Server} restored")]
    public static partial void RedisBack(ILogger logger, string server);

    [LoggerMessage(EventIds.RedisAbsent, LogLevel.Warning, "Redis can't be reached; trying on. Until then this instance is not ready")]
    public static partial void RedisAbsent(ILogger logger);
}

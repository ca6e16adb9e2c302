namespace Graph.Upstreams.Users;

internal static partial class Log
{
    [LoggerMessage(1654, LogLevel.Warning,
        "Users:SigningKey is not set: bearer tokens are believed without a check of their signature. Let nobody but the graph reach these services")]
    public static partial void TokensUnverified(ILogger logger);
}

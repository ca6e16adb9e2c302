using System.Net;
using Graph.Telemetry;

namespace Graph.Security;

internal static partial class Log
{
    [LoggerMessage(EventIds.AdminRefused, LogLevel.Warning, "{Method} {Path} from {Caller} without the right admin key")]
    public static partial void AdminRefused(ILogger logger, string method, string path, IPAddress? caller);

    [LoggerMessage(EventIds.AuthenticationMissing, LogLevel.Warning,
        "NO AUTHENTICATION IS CONFIGURED: everyone is anonymous, and every bearer token is refused. Set Authentication:Authority or Authentication:SigningKeys")]
    public static partial void AuthenticationMissing(ILogger logger);

    [LoggerMessage(EventIds.RandomKey, LogLevel.Information,
        "Tokens of POST /dev/token are signed with a key of this start (Development without Authentication:SigningKeys)")]
    public static partial void RandomKey(ILogger logger);

    [LoggerMessage(EventIds.AuthorityUnavailable, LogLevel.Error, "The authority {Authority} does not say its keys, so no token can be checked: {Reason}")]
    public static partial void AuthorityUnavailable(ILogger logger, string? authority, string reason);
}

using System.Net;
using Graph.Telemetry;

namespace Graph.Security;

internal static partial class Log
{
    [LoggerMessage(EventIds.AdminRefused, LogLevel.Warning, "{Method} {Path} from {Caller} without the right admin key")]
    public static partial void AdminRefused(ILogger logger, string method, string path, IPAddress? caller);
}

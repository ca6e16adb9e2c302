using System.Net;

namespace Graph.Security;

/// <summary>Who is on this machine.</summary>
internal static class LoopbackCallers
{
    // The Host header as well: a web page whose name has been pointed at 127.0.0.1 also comes from loopback (DNS rebinding).
    public static bool Include(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && http.Request.Host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]";
}

using System.Buffers;
using System.Diagnostics;

namespace Graph.Transport;

/// <summary>The id that a request is found by: in its errors, in the log, and upstream.</summary>
internal static class TraceIds
{
    public const string Header = "X-Trace-Id";

    private const int Longest = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>The client's own id if it is harmless in a log and a header, otherwise the W3C trace id.</summary>
    public static string Of(HttpRequest request)
    {
        var given = request.Headers[Header].ToString();
        return given.Length is > 0 and <= Longest && !given.AsSpan().ContainsAnyExcept(Allowed)
            ? given
            : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }

    /// <summary>The request's, which its answer says too.</summary>
    public static string Answer(HttpContext context)
    {
        var traceId = Of(context.Request);
        context.Response.Headers[Header] = traceId;
        context.Response.Headers.CacheControl = "no-store";
        return traceId;
    }

    /// <summary>Of one operation among those of a connection.</summary>
    public static string Numbered(string connection, long number)
    {
        var suffix = $"-{number}";
        return connection.Length + suffix.Length <= Longest ? connection + suffix : connection[..(Longest - suffix.Length)] + suffix;
    }
}

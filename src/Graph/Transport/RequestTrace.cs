using System.Buffers;
using System.Diagnostics;

namespace Graph.Transport;

/// <summary>What a request is found by.</summary>
/// <param name="Id">In its answer, its errors, the log, and upstream: the client's own id if it is harmless there, otherwise the W3C trace id.</param>
/// <param name="Context">Where it belongs in its trace (W3C Trace Context).</param>
internal readonly record struct RequestTrace(string Id, ActivityContext Context)
{
    private const string Header = "X-Trace-Id";
    private const int LongestId = 64;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Whether the client has given it an id of its own.</summary>
    public bool IsNamed => !ReferenceEquals(Id, Context.TraceId.ToHexString());

    public static RequestTrace Of(HttpRequest request)
    {
        var context = ContextOf(request);
        var given = request.Headers[Header].ToString();
        return new RequestTrace(
            given.Length is > 0 and <= LongestId && !given.AsSpan().ContainsAnyExcept(Allowed) ? given : context.TraceId.ToHexString(), context);
    }

    /// <summary>The request's, which its answer says too.</summary>
    public static RequestTrace Answer(HttpContext context)
    {
        var trace = Of(context.Request);
        context.Response.Headers[Header] = trace.Id;
        context.Response.Headers.CacheControl = "no-store";
        return trace;
    }

    /// <summary>The id of one operation among those of a connection.</summary>
    public static string Numbered(string connection, long number)
    {
        var suffix = $"-{number}";
        return connection.Length + suffix.Length <= LongestId ? connection + suffix : connection[..(LongestId - suffix.Length)] + suffix;
    }

    /// <summary>Begins the activity by which calls upstream and log lines find the trace, for as long as the request is worked on. The web server
    /// would begin one for each request; most are answered from memory, and need none.</summary>
    /// <returns>Null when there is one: the web server begins it where spans are sent, or its log category is on.</returns>
    public Activity? Begin()
    {
        if (Activity.Current is not null)
        {
            return null;
        }

        var activity = new Activity("graph.request").SetParentId(Context.TraceId, Context.SpanId, Context.TraceFlags);
        activity.TraceStateString = Context.TraceState;
        return activity.Start();
    }

    private static ActivityContext ContextOf(HttpRequest request) =>
        Activity.Current is { } begun ? begun.Context
        : request.Headers.TraceParent is [{ } parent] && ActivityContext.TryParse(parent, request.Headers.TraceState, isRemote: true, out var given) ? given
        : new ActivityContext(ActivityTraceId.CreateRandom(), default, ActivityTraceFlags.None);
}

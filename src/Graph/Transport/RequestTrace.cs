using System.Buffers;
using System.Diagnostics;

namespace Graph.Transport;

/// <summary>What a request is found by.</summary>
/// <param name="Id">In its answer, its errors, the log, and upstream: the client's own id if it is harmless there, otherwise the W3C trace id.</param>
/// <param name="Context">Where it belongs in its trace (W3C Trace Context).</param>
internal readonly record struct RequestTrace(string Id, ActivityContext Context)
{
    public const string Header = "X-Trace-Id";

    public const int LongestId = 64;

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

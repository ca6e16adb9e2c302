namespace Graph.Transport;

/// <summary>The id that a request is found by: in its errors, in the log, and upstream.</summary>
internal static class TraceIds
{
    /// <summary>The request's, which its answer says too.</summary>
    public static RequestTrace Answer(HttpContext context)
    {
        var trace = RequestTrace.Of(context.Request);
        context.Response.Headers[RequestTrace.Header] = trace.Id;
        context.Response.Headers.CacheControl = "no-store";
        return trace;
    }

    /// <summary>Of one operation among those of a connection.</summary>
    public static string Numbered(string connection, long number)
    {
        var suffix = $"-{number}";
        return connection.Length + suffix.Length <= RequestTrace.LongestId
            ? connection + suffix
            : connection[..(RequestTrace.LongestId - suffix.Length)] + suffix;
    }
}

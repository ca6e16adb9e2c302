namespace Graph.Upstreams.Http;

/// <summary>Passes the caller's X-Trace-Id back with the answer (traceparent is passed on by ASP.NET itself).</summary>
internal sealed class TraceIdMiddleware(RequestDelegate next)
{
    private const string Header = "X-Trace-Id";

    public Task InvokeAsync(HttpContext context)
    {
        var traceId = context.Request.Headers[Header];
        if (traceId is [{ Length: > 0 and <= 128 } value] && value.All(c => c is > ' ' and <= '~'))
        {
            // At the start of the response, so that a handler that clears it on its way does not lose the header.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = value;
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}

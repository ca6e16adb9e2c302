namespace Graph.Upstreams.Stats;

internal sealed class StatsMiddleware(RequestDelegate next, RequestCounter counter)
{
    // Parameters that make another read of the same path. A closed set: no caller can make the counters grow.
    private static readonly string[] Selectors = ["ids", "productIds", "productId", "userId", "ownerId", "updatedSince"];

    public Task InvokeAsync(HttpContext context)
    {
        if (ServiceNames.Of(context.Request) is { } service)
            counter.Count(service, Route(context));
        return next(context);
    }

    private static string Route(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } pattern })
            return "unknown";
        var selector = Selectors.FirstOrDefault(context.Request.Query.ContainsKey);
        return $"{context.Request.Method} {pattern.TrimEnd('/')}{(selector is null ? "" : $"?{selector}")}";
    }
}

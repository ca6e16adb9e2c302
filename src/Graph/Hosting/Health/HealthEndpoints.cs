using Microsoft.AspNetCore.Http.HttpResults;

namespace Graph.Hosting.Health;

internal static class HealthEndpoints
{
    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it should get requests, or what is missing.</summary>
    public static IEndpointConventionBuilder MapHealth(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health");
        health.MapGet("/live", (HttpContext http) => Answer(http, new HealthReport("live")));
        health.MapGet("/ready", (HttpContext http, IEnumerable<IReadinessCondition> conditions) => Answer(http, Ready(conditions)));
        return health;
    }

    private static HealthReport Ready(IEnumerable<IReadinessCondition> conditions)
    {
        IReadinessCondition[] all = [.. conditions];
        return Reasons(all, condition => condition.NotReadyBecause) is { Count: > 0 } missing ? new HealthReport("not ready", missing)
            : Reasons(all, condition => condition.DegradedBecause) is { Count: > 0 } degraded ? new HealthReport("degraded", Degraded: degraded)
            : new HealthReport("ready");
    }

    private static Dictionary<string, string> Reasons(IReadinessCondition[] conditions, Func<IReadinessCondition, string?> reasonOf) => conditions
        .Select(condition => (condition.Name, Reason: reasonOf(condition)))
        .Where(condition => condition.Reason is not null)
        .GroupBy(condition => condition.Name, condition => condition.Reason)
        .ToDictionary(same => same.Key, same => string.Join(" ", same));

    private static JsonHttpResult<HealthReport> Answer(HttpContext http, HealthReport report)
    {
        http.Response.Headers.CacheControl = "no-store";
        var status = report.Missing is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Json(report, HealthJson.Default.HealthReport, statusCode: status);
    }
}

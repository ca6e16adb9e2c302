using Graph.Upstreams.Http;

namespace Graph.Upstreams.Stats;

internal static class StatsEndpoints
{
    public static void MapStats(this IEndpointRouteBuilder routes)
    {
        var stats = routes.MapGroup("/stats").WithTags("stats");
        stats.MapGet("", (RequestCounter counter) => Answer.Of(counter.Report()))
            .WithSummary("How often each service and route was called").Produces<StatsReport>();
        stats.MapDelete("", Delete).WithSummary("Starts counting from zero").Produces(StatusCodes.Status204NoContent);
    }

    private static Answer Delete(RequestCounter counter)
    {
        counter.Reset();
        return Answer.NoContent();
    }
}

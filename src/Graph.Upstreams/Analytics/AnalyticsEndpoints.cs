using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;

namespace Graph.Upstreams.Analytics;

internal static class AnalyticsEndpoints
{
    public static void MapAnalytics(this IEndpointRouteBuilder routes)
    {
        var analytics = routes.MapGroup("/analytics").WithTags("analytics");
        analytics.MapGet("", GetChanges)
            .WithSummary("Analytics by change").Produces<Page<ProductAnalytics>>().ProducesProblem(StatusCodes.Status400BadRequest);
        analytics.MapGet("/products", GetProducts)
            .WithSummary("Analytics of products").Produces<List<ProductAnalytics>>().ProducesProblem(StatusCodes.Status400BadRequest);
        analytics.MapPost("/recompute", Recompute).WithSummary("Computes all analytics anew").Produces(StatusCodes.Status204NoContent);
        analytics.MapGet("/trending", GetTrending)
            .WithSummary("The products with the highest trend score").Produces<Trending>().ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static Answer GetChanges(
        AnalyticsStore store,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<ProductAnalytics>.MaxFirst), Description(Descriptions.First)] int first = PagedQuery<ProductAnalytics>.MaxFirst) =>
        Answer.Of(store.ChangedSince(updatedSince, new PageArguments(first, after)));

    private static Task<Answer> Recompute(WriteRequest request) => request.RunAsync(AnalyticsStore.Recompute, _ => Answer.NoContent());

    private static Answer GetProducts(AnalyticsStore store, [Description(Descriptions.Ids)] string ids) =>
        Answer.Of(store.OfProducts(IdList.ToJsonArray(nameof(ids), ids)));

    private static Answer GetTrending(
        AnalyticsStore store, [Range(0, PagedQuery<ProductAnalytics>.MaxFirst), Description(Descriptions.First)] int first = 10) =>
        Answer.Of(store.Trending(first));
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;

namespace Graph.Upstreams.Recommendations;

internal static class RecommendationEndpoints
{
    public static void MapRecommendations(this IEndpointRouteBuilder routes)
    {
        var recommendations = routes.MapGroup("/recommendations").WithTags("recommendations");
        recommendations.MapGet("", Get)
            .WithSummary("What goes with products, what a user may like, or recommendations by change")
            .WithDescription("With 'productIds': an array of those that exist. With 'userId': one list. With 'updatedSince': a page of what changed.")
            .Produces<List<ProductRecommendations>>().ProducesProblem(StatusCodes.Status400BadRequest);
        recommendations.MapPost("/rebuild", Rebuild).WithSummary("Computes all recommendations anew").Produces(StatusCodes.Status204NoContent);
    }

    private static Task<Answer> Rebuild(WriteRequest request) => request.RunAsync(RecommendationStore.Rebuild, _ => Answer.NoContent());

    private static Answer Get(
        RecommendationStore store,
        [Description(Descriptions.Ids)] string? productIds,
        [Description("The user to recommend to.")] string? userId,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<ProductRecommendations>.MaxFirst), Description(Descriptions.First)] int? first)
    {
        if (productIds is not null)
            return Answer.Of(store.OfProducts(IdList.ToJsonArray(nameof(productIds), productIds), first ?? 5));
        if (userId is not null)
            return Answer.Of(store.OfUser(userId, first ?? 10));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, new PageArguments(first ?? PagedQuery<ProductRecommendations>.MaxFirst, after)))
            : Answer.Of(Problem.Invalid("Pass 'productIds', 'userId' or 'updatedSince'."));
    }
}

using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Graph.Upstreams.Idempotency;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Reviews;

internal static class ReviewEndpoints
{
    public static void MapReviews(this IEndpointRouteBuilder routes)
    {
        var reviews = routes.MapGroup("/reviews").WithTags("reviews");
        reviews.MapGet("", Get)
            .WithSummary("Reviews by products, by one product in pages, by ids, or by change")
            .WithDescription("With 'productIds': the first page of each product, newest first, with its total and average. With 'productId': a page "
                + "of one product. With 'ids': an array of those that exist. With 'updatedSince': a page of what changed, oldest first.")
            .Produces<List<ProductReviews>>().ProducesProblem(StatusCodes.Status400BadRequest);
        reviews.MapGet("/{id}", GetOne).WithSummary("One review").ProducesEntity<Review>();
        reviews.MapPost("", Post).WithSummary("Adds a review of a product").ProducesWritten<Review>(StatusCodes.Status201Created);
        reviews.MapPost("/{id}/helpful", MarkHelpful).WithSummary("One more finds a review helpful").ProducesWritten<Review>();
        reviews.MapDelete("/{id}", Delete)
            .WithSummary("Removes a review").WithDescription(Descriptions.IfMatch)
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static Answer Get(
        ReviewStore store,
        [Description(Descriptions.Ids)] string? productIds,
        [Description("The product whose reviews are read in pages.")] string? productId,
        [Description(Descriptions.Ids)] string? ids,
        [Description(Descriptions.UpdatedSince)] DateTimeOffset? updatedSince,
        [Description(Descriptions.After)] string? after,
        [Range(0, PagedQuery<Review>.MaxFirst), Description(Descriptions.First)] int? first)
    {
        var page = new PageArguments(first ?? 10, after);
        if (productIds is not null)
            return Answer.Of(store.OfProducts(IdList.ToJsonArray(nameof(productIds), productIds), page.First));
        if (productId is not null)
            return Answer.Of(store.OfProduct(productId, page));
        if (ids is not null)
            return Answer.Of(store.FindMany(IdList.ToJsonArray(nameof(ids), ids)));
        return updatedSince is { } since
            ? Answer.Of(store.ChangedSince(since, page with { First = first ?? PagedQuery<Review>.MaxFirst }))
            : Answer.Of(Problem.Invalid("Pass 'productIds', 'productId', 'ids' or 'updatedSince'."));
    }

    private static Answer GetOne(string id, ReviewStore store) =>
        store.Find(id) is { } review ? Answer.Entity(review) : Answer.Of(Problem.NotFound("review", id));

    private static Task<Answer> Post([FromBody] ReviewDraft draft, WriteRequest request) =>
        request.RunAsync(write => ReviewStore.Create(write, draft), r => Answer.Created(r, $"/reviews/{r.Id}"));

    private static Task<Answer> MarkHelpful(string id, WriteRequest request) =>
        request.RunAsync(write => ReviewStore.MarkHelpful(write, id), Answer.Entity);

    private static Task<Answer> Delete(string id, IfMatch ifMatch, WriteRequest request) =>
        request.RunAsync(write => ReviewStore.Delete(write, id, ifMatch), _ => Answer.NoContent());
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

/// <summary>The writes of the reviews service.</summary>
internal sealed class ReviewWrites(IUpstream upstream)
{
    public async ValueTask<WriteResult<Review>> AddAsync(Draft draft, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/reviews")) { IdempotencyKey = context.IdempotencyKey }
                .With(draft, ReviewsJson.Default.Draft),
            ReviewsJson.Default.Review,
            context),
        review => review.ProductId == draft.ProductId && review.AuthorId == draft.AuthorId);

    public async ValueTask<WriteResult<Review>> MarkHelpfulAsync(string id, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/reviews/{id}/helpful", id)) { IdempotencyKey = context.IdempotencyKey },
            ReviewsJson.Default.Review,
            context),
        review => review.Id == id);

    internal sealed record Draft(string ProductId, string AuthorId, int Rating, string? Title, string Body);
}

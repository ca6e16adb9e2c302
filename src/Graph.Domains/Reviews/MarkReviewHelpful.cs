using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

internal static class MarkReviewHelpful
{
    private static readonly WriteErrors Errors = new("There is no such review.");

    public static async ValueTask<LoadResult<ReviewPayload>> RunAsync(MutationContext context, ReviewWrites reviews)
    {
        var id = context.Arguments.Required("reviewId");
        var broken = InputRules.Broken(InputRules.Id(id, "reviewId"));
        if (broken.Count > 0)
            return new ReviewPayload(null, broken);

        var result = await context.Write
            .Change(ReviewSources.Entity, id)
            .Idempotent(clientKey: null)
            .Touching((stale, review) => ListsTouched(review, stale))
            .SendAsync((_, call) => reviews.MarkHelpfulAsync(id, call));
        return await Errors.PayloadAsync(result, (review, errors) => new ReviewPayload(review, errors));
    }

    // Lists hold ids, and one more reader moves none of them. All of a graph's lists are too much to fall for that, by anybody's click.
    private static void ListsTouched(Review? review, IStale stale)
    {
        if (review is not null)
            ReviewChanges.ListsOf(review.ProductId, stale);
    }
}

using Graph.Domains.Abstractions;
using Graph.Domains.Users;

namespace Graph.Domains.Reviews;

internal static class AddReview
{
    private const int LongestTitle = 200;
    private const int LongestBody = 5_000;

    private static readonly WriteErrors Errors = new("There is no such product.");

    public static async ValueTask<LoadResult<ReviewPayload>> RunAsync(MutationContext context, ReviewWrites reviews)
    {
        var authorId = context.Viewer!.Id;
        var key = context.Input.Text("idempotencyKey");
        var draft = DraftOf(context.Input, authorId);
        var broken = InputRules.Broken(
            InputRules.Id(draft.ProductId, "productId"), InputRules.Between(draft.Rating, 1, 5, "rating"),
            InputRules.Length(draft.Title, 0, LongestTitle, "title"), InputRules.Length(draft.Body, 1, LongestBody, "body"),
            InputRules.IdempotencyKey(key));
        if (broken.Count > 0)
            return new ReviewPayload(null, broken);

        var result = await context.Write
            .Create(ReviewSources.Entity)
            .Idempotent(key)
            .Touching((stale, _) => Added(draft.ProductId, authorId, stale))
            .SendAsync((_, call) => reviews.AddAsync(draft, call));
        return await Errors.PayloadAsync(result, (review, errors) => new ReviewPayload(review, errors));
    }

    private static ReviewWrites.Draft DraftOf(Arguments input, string authorId) => new(
        input.Required("productId"), authorId, input.Int("rating") ?? 0, input.Text("title"), input.Required("body"));

    private static void Added(string productId, string authorId, IStale stale)
    {
        ReviewChanges.ListsOf(productId, stale);
        UserChanges.ActivityOf(authorId, stale);
    }
}

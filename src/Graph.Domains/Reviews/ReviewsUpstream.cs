using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

internal sealed class ReviewsUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<Review>[]> GetManyAsync(IReadOnlyList<string> ids, FetchContext context) =>
        upstream.GetManyAsync(UpstreamPath.Of("/reviews").With("ids", ids), ids, "id", ReviewsJson.Default.Review, context);

    public async ValueTask<LoadResult<ReviewPage>[]> GetFirstPagesAsync(IReadOnlyList<string> productIds, int first, FetchContext context)
    {
        var path = UpstreamPath.Of("/reviews").With("productIds", productIds).With("first", first);
        var answers = await upstream.GetManyAsync(path, productIds, "productId", ReviewsJson.Default.ProductReviews, context);
        return [.. answers.Select((answer, i) => FirstPage(answer, productIds[i], context))];
    }

    public async ValueTask<LoadResult<ReviewPage>> GetPageAsync(PageKey key, FetchContext context)
    {
        var path = UpstreamPath.Of("/reviews").With("productId", key.List).With("first", key.First).WithOptional("after", key.After);
        var answer = await upstream.GetAsync(path, ReviewsJson.Default.UpstreamPageReview, context);
        return answer.Select(page =>
            new ReviewPage(page.Prime(ReviewSources.Entity, context), page.NextCursor, page.Total, key.List));
    }

    private static LoadResult<ReviewPage> FirstPage(LoadResult<ProductReviews> answer, string productId, FetchContext context)
    {
        // A service that knows no products leaves out those without a review.
        if (answer is { IsFound: false, IsFailed: false })
            return new ReviewPage([], null, 0, productId);

        return answer.Select(page => new ReviewPage(
            page.Prime(ReviewSources.Entity, context), page.NextCursor, page.Total, productId,
            page.Total == 0 ? null : page.AverageRating));
    }

    internal sealed record ProductReviews(
        string ProductId, IReadOnlyList<Review> Items, int Total, string? NextCursor = null, double? AverageRating = null)
        : UpstreamPage<Review>(Items, Total, NextCursor);
}

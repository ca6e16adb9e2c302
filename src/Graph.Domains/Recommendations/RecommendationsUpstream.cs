using Graph.Domains.Abstractions;

namespace Graph.Domains.Recommendations;

internal sealed class RecommendationsUpstream(IUpstream upstream)
{
    public async ValueTask<LoadResult<Page>[]> GetByProductsAsync(IReadOnlyList<string> productIds, int first, FetchContext context)
    {
        var path = UpstreamPath.Of("/recommendations").With("productIds", productIds).With("first", first);
        var answers = await upstream.GetManyAsync(
            path, productIds, "productId", RecommendationsJson.Default.ProductRecommendations, context);
        return Array.ConvertAll(answers, answer => Beginning(answer, first));
    }

    public async ValueTask<LoadResult<Page>> GetOfViewerAsync(PageKey key, FetchContext context)
    {
        var path = UpstreamPath.Of("/recommendations").With("userId", key.List).With("first", key.First);
        var answer = await upstream.GetAsync(path, RecommendationsJson.Default.UserRecommendations, context);
        return upstream.Only(answer, recommended => recommended.UserId == key.List)
            .Select(recommended => Page.Beginning(recommended.Items, key.First));
    }

    // A product that is left out has none: it may be new.
    private static LoadResult<Page> Beginning(LoadResult<ProductRecommendations> answer, int first) =>
        answer is { IsFound: false, IsFailed: false }
            ? Page.Beginning([], first)
            : answer.Select(recommended => Page.Beginning(recommended.Items, first));

    internal sealed record ProductRecommendations(string ProductId, IReadOnlyList<string> Items) : UpstreamItems<string>(Items);

    internal sealed record UserRecommendations(string UserId, IReadOnlyList<string> Items) : UpstreamItems<string>(Items);
}

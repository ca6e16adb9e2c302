using Graph.Domains.Abstractions;

namespace Graph.Domains.Analytics;

internal sealed class AnalyticsUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<ProductAnalytics>[]> GetManyAsync(IReadOnlyList<string> productIds, FetchContext context) =>
        upstream.GetManyAsync(
            UpstreamPath.Of("/analytics/products").With("ids", productIds), productIds, "productId",
            AnalyticsJson.Default.ProductAnalytics, context);

    public async ValueTask<LoadResult<Page>> GetTrendingAsync(PageKey key, FetchContext context)
    {
        var path = UpstreamPath.Of("/analytics/trending").With("first", key.First);
        var answer = await upstream.GetAsync(path, AnalyticsJson.Default.UpstreamItemsTrendingProduct, context);
        return answer.Select(trending => Page.Beginning([.. trending.Items.Select(item => item.ProductId)], key.First));
    }

    internal sealed record TrendingProduct(string ProductId);
}

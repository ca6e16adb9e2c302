using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Analytics;

public sealed class AnalyticsDomain : IDomainModule
{
    public static string Name => "Analytics";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new AnalyticsUpstream(domain.Upstream);

        domain.Entity(AnalyticsSources.Entity).FetchBatch(upstream.GetManyAsync);
        domain.List(AnalyticsSources.Trending).FetchPage(upstream.GetTrendingAsync);

        domain.Type<ProductAnalytics>("ProductAnalytics");
        domain.Type<Product>("Product")
            .Field("analytics", (products, context) => context.Load.Many(AnalyticsSources.Entity, products, product => product.Id));

        domain.Query("trendingProducts", context =>
            context.Load.List(AnalyticsSources.Trending, AnalyticsSources.All, context.Arguments));

        domain.On("analytics.recomputed", (_, stale) => stale.All(AnalyticsSources.Entity).All(AnalyticsSources.Trending));
        domain.DetectChanges("/analytics", "analytics.recomputed", id: "productId", ofAll: true);
    }
}

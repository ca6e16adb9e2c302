using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Analytics;

/// <summary>What other domains may hold of this one.</summary>
public static class AnalyticsSources
{
    /// <summary>By the product's id. Recomputed as a whole, so it has no version.</summary>
    public static readonly EntitySource<ProductAnalytics> Entity = new("ProductAnalytics", analytics => analytics.ProductId);

    /// <summary>One list, <see cref="All"/>.</summary>
    public static readonly ListSource<Product, Page> Trending =
        new("analytics:trending", ProductSources.Entity, policy: "Query.trendingProducts");

    /// <summary>The id of the one trending list.</summary>
    public const string All = "all";
}

using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Recommendations;

/// <summary>What other domains may hold of this one.</summary>
public static class RecommendationSources
{
    /// <summary>By the id of the product that they are for.</summary>
    public static readonly ListSource<Product, Page> OfProduct =
        new("recommendations:product", ProductSources.Entity, policy: "Product.recommendations");

    /// <summary>By the id of the user that they are for; private.</summary>
    public static readonly ListSource<Product, Page> OfViewer =
        new("recommendations:viewer", ProductSources.Entity, policy: "Viewer.recommendations");
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

/// <summary>What other domains may hold of this one.</summary>
public static class ProductSources
{
    public static readonly EntitySource<Product> Entity = new("Product", product => product.Id, product => product.Version);

    /// <summary>Lists by their <see cref="ProductQuery"/>.</summary>
    public static readonly ListSource<Product, Page> List = new("products", Entity);
}

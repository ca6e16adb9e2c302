using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

/// <summary>A product as it is now, or that there is none.</summary>
public sealed record ProductChange(string Id, Product? Product, bool Deleted)
{
    internal static LoadResult<ProductChange> Of(EntityState<Product> product) => product.Result.IsFailed
        ? product.Result.Failure!
        : new ProductChange(product.Id, product.Result.Value, Deleted: !product.Result.IsFound);
}

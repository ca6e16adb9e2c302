using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

/// <summary>The writes of the products service.</summary>
internal sealed class ProductWrites(IUpstream upstream)
{
    public async ValueTask<WriteResult<Product>> PatchAsync(string id, Patch patch, long? version, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Patch, UpstreamPath.Of("/products/{id}", id)) { IfMatch = version }
                .With(patch, ProductsJson.Default.Patch),
            ProductsJson.Default.Product,
            context),
        product => product.Id == id);

    /// <summary>What is null is not sent, and stays.</summary>
    internal sealed record Patch(string? Name, string? Description, Money? Price);
}

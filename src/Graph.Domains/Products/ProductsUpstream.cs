using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

internal sealed class ProductsUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<Product>[]> GetManyAsync(IReadOnlyList<string> ids, FetchContext context) =>
        upstream.GetManyAsync(UpstreamPath.Of("/products").With("ids", ids), ids, "id", ProductsJson.Default.Product, context);

    public async ValueTask<LoadResult<Product>> GetOneAsync(string id, FetchContext context) => upstream.Only(
        await upstream.GetAsync(UpstreamPath.Of("/products/{id}", id), ProductsJson.Default.Product, context), product => product.Id == id);

    public async ValueTask<LoadResult<Page>> GetPageAsync(PageKey key, FetchContext context)
    {
        var path = UpstreamPath.Of("/products").With("first", key.First).WithOptional("after", key.After).WithQuery(key.List);
        var answer = await upstream.GetAsync(path, ProductsJson.Default.UpstreamPageProduct, context);
        return answer.Select(page => new Page(page.Prime(ProductSources.Entity, context), page.NextCursor, page.Total));
    }
}

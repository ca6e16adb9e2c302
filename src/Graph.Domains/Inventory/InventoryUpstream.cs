using Graph.Domains.Abstractions;

namespace Graph.Domains.Inventory;

internal sealed class InventoryUpstream(IUpstream upstream)
{
    public ValueTask<LoadResult<InventoryLevel>[]> GetManyAsync(IReadOnlyList<string> productIds, FetchContext context) =>
        upstream.GetManyAsync(
            UpstreamPath.Of("/inventory").With("productIds", productIds), productIds, "productId",
            InventoryJson.Default.InventoryLevel, context);
}

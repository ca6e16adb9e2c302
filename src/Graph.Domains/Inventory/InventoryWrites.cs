using Graph.Domains.Abstractions;

namespace Graph.Domains.Inventory;

/// <summary>The writes of the inventory service.</summary>
internal sealed class InventoryWrites(IUpstream upstream)
{
    public async ValueTask<WriteResult<InventoryLevel>> AdjustAsync(string productId, int delta, WriteContext context) => upstream.Only(
        await upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/inventory/{productId}/adjust", productId))
            {
                IdempotencyKey = context.IdempotencyKey,
            }.With(new Adjustment(delta), InventoryJson.Default.Adjustment),
            InventoryJson.Default.InventoryLevel,
            context),
        level => level.ProductId == productId);

    internal sealed record Adjustment(int Delta);
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Inventory;

internal static class AdjustInventory
{
    public static async ValueTask<LoadResult<InventoryPayload>> RunAsync(MutationContext context, InventoryWrites inventory)
    {
        var (productId, delta) = (context.Input.Required("productId"), context.Input.Int("delta") ?? 0);
        var key = context.Input.Text("idempotencyKey");
        var broken = InputRules.Broken(InputRules.Id(productId, "productId"), DeltaRule(delta), InputRules.IdempotencyKey(key));
        if (broken.Count > 0)
            return new InventoryPayload(null, broken);

        var result = await context.Write
            .Change(InventorySources.Entity, productId)
            .Idempotent(key)
            .SendAsync((_, call) => inventory.AdjustAsync(productId, delta, call));
        var errors = new WriteErrors("There is no inventory of such a product.")
        {
            Refused = problem => WriteErrors.OutOfStock(problem, productId),
        };
        return await errors.PayloadAsync(
            result, (level, typed) => new InventoryPayload(level, typed), () => context.Load.One(InventorySources.Entity, productId));
    }

    private static InvalidInput? DeltaRule(int delta) => delta == 0 ? new("'delta' is not 0.", "delta") : null;
}

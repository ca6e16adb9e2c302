using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Inventory;

public sealed class InventoryDomain : IDomainModule
{
    public static string Name => "Inventory";

    public static void Register(IDomainBuilder domain)
    {
        var upstream = new InventoryUpstream(domain.Upstream);

        domain.Entity(InventorySources.Entity).FetchBatch(upstream.GetManyAsync);

        domain.Type<InventoryLevel>("Inventory")
            .Field("product", (levels, context) => context.Load.Many(ProductSources.Entity, levels, level => level.ProductId));
        domain.Type<Product>("Product")
            .Field("inventory", (products, context) => context.Load.Many(InventorySources.Entity, products, product => product.Id));

        var writes = new InventoryWrites(domain.Upstream);
        domain.Type<InventoryPayload>("InventoryPayload");
        domain.Mutation("adjustInventory", context => AdjustInventory.RunAsync(context, writes));

        domain.Subscription(
            "inventoryChanged", InventorySources.Entity, arguments => arguments.Texts("productIds"), level => level.Result);

        domain.On("inventory.changed", (change, stale) => stale.Changed(InventorySources.Entity, change));
        domain.DetectChanges("/inventory", "inventory.changed", id: "productId");
    }
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Inventory;

/// <summary>What other domains may hold of this one.</summary>
public static class InventorySources
{
    /// <summary>By the product's id.</summary>
    public static readonly EntitySource<InventoryLevel> Entity = new("Inventory", level => level.ProductId, level => level.Version);
}

namespace Graph.Domains.Inventory;

/// <summary>The record behind the SDL type Inventory.</summary>
public sealed record InventoryLevel(
    string ProductId, int Available, int Reserved, string Warehouse, int Version, DateTimeOffset UpdatedAt)
{
    public bool InStock => Available > 0;
}

using Graph.Upstreams.Http;

namespace Graph.Upstreams.Inventory;

internal sealed record InventoryItem(
    string ProductId, int Available, int Reserved, string Warehouse, int Version, DateTime UpdatedAt) : IVersioned;

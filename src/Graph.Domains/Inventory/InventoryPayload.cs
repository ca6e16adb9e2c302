using Graph.Domains.Abstractions;

namespace Graph.Domains.Inventory;

public sealed record InventoryPayload(InventoryLevel? Inventory, IReadOnlyList<UserError> Errors);

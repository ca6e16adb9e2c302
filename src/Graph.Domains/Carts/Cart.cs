namespace Graph.Domains.Carts;

/// <summary>A cart. Without an owner it is anonymous: whoever knows its id may use it.</summary>
public sealed record Cart(
    string Id, IReadOnlyList<CartItem> Items, int Version, DateTimeOffset UpdatedAt, string? OwnerId = null);

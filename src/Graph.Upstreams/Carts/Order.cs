using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

/// <summary>Status is one of PLACED, PAID, SHIPPED, DELIVERED, CANCELLED. An order of a guest has no user.</summary>
internal sealed record Order(
    string Id, string? UserId, IReadOnlyList<CartItem> Items, Money Total, string Status, DateTime PlacedAt, int Version, DateTime UpdatedAt) : IVersioned;

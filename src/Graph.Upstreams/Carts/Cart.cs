using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

internal sealed record Cart(string Id, string? OwnerId, IReadOnlyList<CartItem> Items, int Version, DateTime UpdatedAt) : IVersioned;

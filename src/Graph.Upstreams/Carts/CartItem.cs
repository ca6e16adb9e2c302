using Graph.Upstreams.Http;

namespace Graph.Upstreams.Carts;

/// <summary>A line of a cart, and of the order that it becomes; the price is that of the moment it was put in.</summary>
internal sealed record CartItem(string ProductId, int Quantity, Money UnitPrice);

using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>What other domains may hold of this one.</summary>
public static class CartSources
{
    public static readonly EntitySource<Cart> Entity = new("Cart", cart => cart.Id, cart => cart.Version);
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>What other domains may hold of this one.</summary>
public static class CartSources
{
    /// <summary>An anonymous cart's id is all it takes to read it, so the ids are secrets.</summary>
    public static readonly EntitySource<Cart> Entity = new("Cart", cart => cart.Id, cart => cart.Version, secretIds: true);

    /// <summary>By the owner's id.</summary>
    public static readonly EntitySource<OwnedCart> OfOwner = new("Cart", owned => owned.OwnerId, name: "carts:owner");
}

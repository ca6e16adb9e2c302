using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>Who may use a cart: its owner alone, or whoever knows the id of one that has none.</summary>
internal static class CartAccess
{
    private static readonly Failure Forbidden = new(ErrorCodes.Forbidden, "The cart is another user's.");

    /// <summary>Null allows.</summary>
    public static Failure? Check(Cart cart, Viewer? viewer) => cart.OwnerId is null || cart.OwnerId == viewer?.Id ? null : Forbidden;

    public static LoadResult<Cart> Of(LoadResult<Cart> cart, Viewer? viewer) =>
        cart.IsFound && Check(cart.Value!, viewer) is { } failure ? failure : cart;
}

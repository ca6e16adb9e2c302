using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>What can be done with carts, and what that has in common.</summary>
internal static class CartMutations
{
    public static readonly WriteErrors Errors = new("There is no such cart.");

    public static void Register(IDomainBuilder domain)
    {
        var carts = new CartWrites(domain.Upstream);

        domain.Type<CartPayload>("CartPayload");
        domain.Type<CheckoutPayload>("CheckoutPayload");
        domain.Mutation("createCart", context => CreateCart.RunAsync(context, carts));
        domain.Mutation("setCartItem", context => SetCartItem.RunAsync(context, carts));
        domain.Mutation("removeCartItem", context => RemoveCartItem.RunAsync(context, carts));
        domain.Mutation("clearCart", context => ClearCart.RunAsync(context, carts));
        domain.Mutation("claimCart", context => ClaimCart.RunAsync(context, carts));
        domain.Mutation("checkout", context => Checkout.RunAsync(context, carts));
    }

    /// <summary>A change of a cart that the viewer may use.</summary>
    public static IEntityWrite<Cart> ChangeCart(this MutationContext context, string cartId) => context.Write
        .Change(CartSources.Entity, cartId)
        .Allowing(cart => CartAccess.Check(cart, context.Viewer))
        .Touching((stale, cart) => OwnerTouched(context, cart, stale));

    public static ValueTask<LoadResult<CartPayload>> PayloadAsync(
        this MutationContext context, string cartId, WriteResult<Cart> result, WriteErrors errors) =>
        errors.PayloadAsync(result, (cart, typed) => new CartPayload(cart, typed), () => context.CartNowAsync(cartId));

    public static async ValueTask<LoadResult<Cart>> CartNowAsync(this MutationContext context, string cartId) =>
        CartAccess.Of(await context.Load.One(CartSources.Entity, cartId), context.Viewer);

    // Whoever may change a cart is its owner, if it has one: where nothing is known of it, it can only be the viewer's.
    private static void OwnerTouched(MutationContext context, Cart? cart, IStale stale)
    {
        if ((cart is null ? context.Viewer?.Id : cart.OwnerId) is { } ownerId)
            CartChanges.OwnerTouched(ownerId, stale);
    }
}

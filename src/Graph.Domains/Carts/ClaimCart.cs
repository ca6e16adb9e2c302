using Graph.Domains.Abstractions;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

internal static class ClaimCart
{
    public static async ValueTask<LoadResult<CartPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var cartId = context.Arguments.Required("cartId");
        var broken = InputRules.Broken(InputRules.Id(cartId, "cartId"));
        if (broken.Count > 0)
            return new CartPayload(null, broken);

        var ownerId = context.Viewer!.Id;
        var result = await context.Write
            .Change(CartSources.Entity, cartId)
            .Allowing(cart => CartAccess.Check(cart, context.Viewer))
            .Idempotent(clientKey: null)
            // The cart that this one is merged into is known by the answer alone, and there may be none: the owner's tag is on it.
            .Touching((stale, _) => stale.Tag(UserTags.Of(ownerId)))
            .SendAsync((_, call) => carts.ClaimAsync(cartId, ownerId, call), (stale, claimed) => Claimed(cartId, claimed, stale));
        return await CartMutations.Errors.PayloadAsync(result, (cart, errors) => new CartPayload(cart, errors), () => context.CartNowAsync(cartId));
    }

    // Merged into another, the anonymous cart is gone.
    private static void Claimed(string cartId, Cart claimed, IStale stale)
    {
        stale.Entity(CartSources.Entity, claimed.Id, claimed.Version);
        if (claimed.Id != cartId)
            stale.Deleted(CartSources.Entity, cartId);
    }
}

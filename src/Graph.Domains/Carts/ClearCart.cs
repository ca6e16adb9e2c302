using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

internal static class ClearCart
{
    public static async ValueTask<LoadResult<CartPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var (cartId, expected) = (context.Input.Required("cartId"), context.Input.Int("expectedVersion"));
        var broken = InputRules.Broken(InputRules.Id(cartId, "cartId"), InputRules.Version(expected));
        if (broken.Count > 0)
            return new CartPayload(null, broken);

        var result = await context.ChangeCart(cartId)
            .Expecting(expected)
            .Showing(cart => cart with { Items = [] })
            .SendAsync((version, call) => carts.DeleteItemsAsync(cartId, version, call));
        return await context.PayloadAsync(cartId, result, CartMutations.Errors);
    }
}

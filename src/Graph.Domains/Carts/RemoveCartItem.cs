using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

internal static class RemoveCartItem
{
    public static async ValueTask<LoadResult<CartPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var (cartId, productId) = (context.Input.Required("cartId"), context.Input.Required("productId"));
        var expected = context.Input.Int("expectedVersion");
        var broken = InputRules.Broken(
            InputRules.Id(cartId, "cartId"), InputRules.Id(productId, "productId"), InputRules.Version(expected));
        return broken.Count > 0
            ? new CartPayload(null, broken)
            : await RunAsync(context, cartId, productId, expected, carts);
    }

    public static async ValueTask<LoadResult<CartPayload>> RunAsync(
        MutationContext context, string cartId, string productId, int? expected, CartWrites carts)
    {
        var result = await context.ChangeCart(cartId)
            .Expecting(expected)
            .Showing(cart => CartLines.Without(cart, productId))
            .SendAsync((version, call) => carts.DeleteItemAsync(cartId, productId, version, call));
        return await context.PayloadAsync(cartId, result, CartMutations.Errors);
    }
}

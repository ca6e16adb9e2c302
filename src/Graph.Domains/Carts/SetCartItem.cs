using Graph.Domains.Abstractions;
using Graph.Domains.Products;

namespace Graph.Domains.Carts;

internal static class SetCartItem
{
    private const int MostOfAProduct = 999;

    public static async ValueTask<LoadResult<CartPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var (cartId, productId) = (context.Input.Required("cartId"), context.Input.Required("productId"));
        var (quantity, expected) = (context.Input.Int("quantity") ?? 0, context.Input.Int("expectedVersion"));
        var broken = InputRules.Broken(
            InputRules.Id(cartId, "cartId"), InputRules.Id(productId, "productId"),
            InputRules.Between(quantity, 0, MostOfAProduct, "quantity"), InputRules.Version(expected));
        if (broken.Count > 0)
            return new CartPayload(null, broken);

        // The carts service takes quantities from 1: none at all is a line less.
        if (quantity == 0)
            return await RemoveCartItem.RunAsync(context, cartId, productId, expected, carts);

        var product = await context.Load.One(ProductSources.Entity, productId);
        var result = await context.ChangeCart(cartId)
            .Expecting(expected)
            .Showing(cart => CartLines.Set(cart, productId, quantity, product.Value?.Price))
            .SendAsync((version, call) => carts.PutItemAsync(cartId, productId, quantity, version, call));
        var errors = new WriteErrors("There is no such cart or product.")
        {
            Refused = problem => WriteErrors.OutOfStock(problem, productId),
        };
        return await context.PayloadAsync(cartId, result, errors);
    }
}

using Graph.Domains.Abstractions;
using Graph.Domains.Inventory;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

internal static class Checkout
{
    public static async ValueTask<LoadResult<CheckoutPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var (cartId, key) = (context.Input.Required("cartId"), context.Input.Text("idempotencyKey"));
        var expected = context.Input.Int("expectedVersion") ?? 0;
        var broken = InputRules.Broken(
            InputRules.Id(cartId, "cartId"), InputRules.Version(expected), InputRules.IdempotencyKey(key));
        if (broken.Count > 0)
            return new CheckoutPayload(null, null, broken);

        var result = await context.Write
            .Change(CartSources.Entity, cartId)
            .Allowing(cart => CartAccess.Check(cart, context.Viewer))
            .Expecting(expected)
            .Idempotent(key)
            .Touching((stale, cart) => Bought(cart?.Items.Select(item => item.ProductId) ?? [], BuyerOf(cart, context.Viewer), stale))
            .SendAsync(
                (version, call) => carts.CheckOutAsync(cartId, version, call),
                (stale, order) => Bought(order.Items.Select(line => line.ProductId), order.UserId, stale));
        return await PayloadAsync(context, cartId, result);
    }

    private static async ValueTask<LoadResult<CheckoutPayload>> PayloadAsync(
        MutationContext context, string cartId, WriteResult<Order> result)
    {
        if (result is WriteResult<Order>.Failed failed)
            return failed.Failure;

        // That the cart cannot be read takes nothing from the order.
        var cart = (await context.CartNowAsync(cartId)).Value;
        return result is WriteResult<Order>.Done done
            ? new CheckoutPayload(done.Value, cart, [])
            : new CheckoutPayload(null, cart, [ErrorsOf(cart).Of(result)]);
    }

    private static WriteErrors ErrorsOf(Cart? cart) => CartMutations.Errors with
    {
        Refused = problem => problem.Type switch
        {
            "empty-cart" => new InvalidInput("The cart has nothing to buy.", "cartId"),
            "mixed-currencies" => new InvalidInput("The cart has prices in several currencies.", "cartId"),
            _ => WriteErrors.OutOfStock(problem, ProductOf(problem, cart)),
        },
    };

    private static string ProductOf(Problem problem, Cart? cart) =>
        problem.Members.GetValueOrDefault("productId") ?? (cart is { Items: [var first, ..] } ? first.ProductId : "");

    private static string? BuyerOf(Cart? cart, Viewer? viewer) => cart is null ? viewer?.Id : cart.OwnerId;

    private static void Bought(IEnumerable<string> productIds, string? buyerId, IStale stale)
    {
        foreach (var productId in productIds)
        {
            stale.Entity(InventorySources.Entity, productId);
        }

        if (buyerId is null)
            return;

        CartChanges.OwnerTouched(buyerId, stale);
        UserChanges.OrdersOf(buyerId, stale);
        UserChanges.ActivityOf(buyerId, stale);
    }
}

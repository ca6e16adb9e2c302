using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

internal static class CreateCart
{
    // Anonymous clients share one space of keys: who guesses another's would be given the id of their cart.
    private const int LeastAnonymousKey = 16;

    public static async ValueTask<LoadResult<CartPayload>> RunAsync(MutationContext context, CartWrites carts)
    {
        var key = context.Arguments.Text("idempotencyKey");
        var ownerId = context.Viewer?.Id;
        var broken = InputRules.Broken(InputRules.IdempotencyKey(key, least: ownerId is null ? LeastAnonymousKey : 1));
        if (broken.Count > 0)
            return new CartPayload(null, broken);

        var result = await context.Write
            .Create(CartSources.Entity)
            .Idempotent(key)
            .Touching((stale, _) => OwnerTouched(ownerId, stale))
            .SendAsync((_, call) => carts.CreateAsync(ownerId, call));
        return await CartMutations.Errors.PayloadAsync(result, (cart, errors) => new CartPayload(cart, errors));
    }

    private static void OwnerTouched(string? ownerId, IStale stale)
    {
        if (ownerId is not null)
            CartChanges.OwnerTouched(ownerId, stale);
    }
}

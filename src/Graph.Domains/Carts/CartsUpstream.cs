using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

internal sealed class CartsUpstream(IUpstream upstream)
{
    public async ValueTask<LoadResult<Cart>> GetAsync(string id, FetchContext context) => upstream.Only(
        await upstream.GetAsync(UpstreamPath.Of("/carts/{id}", id), CartsJson.Default.Cart, context), cart => cart.Id == id);

    public async ValueTask<LoadResult<OwnedCart>> GetOfOwnerAsync(string ownerId, FetchContext context)
    {
        var path = UpstreamPath.Of("/carts").With("ownerId", ownerId);
        var answer = upstream.Only(
            await upstream.GetAsync(path, CartsJson.Default.Cart, context), cart => cart.OwnerId == ownerId);
        if (answer.IsFailed)
            return answer.Failure!;

        if (answer.Value is { } cart)
            context.Prime(CartSources.Entity, [cart]);
        return new OwnedCart(ownerId, answer.Value?.Id);
    }
}

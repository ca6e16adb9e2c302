using Graph.Domains.Abstractions;
using Graph.Domains.Users;

namespace Graph.Domains.Carts;

/// <summary>The writes of the carts service.</summary>
internal sealed class CartWrites(IUpstream upstream)
{
    public async ValueTask<WriteResult<Cart>> CreateAsync(string? ownerId, WriteContext context) => upstream.Only(
        await SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/carts")) { IdempotencyKey = context.IdempotencyKey }
                .With(new Owner(ownerId), CartsJson.Default.Owner),
            context),
        cart => cart.OwnerId == ownerId);

    /// <returns>The owner's cart: the one that is claimed, or the one that it has been merged into.</returns>
    public async ValueTask<WriteResult<Cart>> ClaimAsync(string id, string ownerId, WriteContext context) => upstream.Only(
        await SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/carts/{id}/claim", id)) { IdempotencyKey = context.IdempotencyKey }
                .With(new Owner(ownerId), CartsJson.Default.Owner),
            context),
        cart => cart.OwnerId == ownerId);

    public ValueTask<WriteResult<Cart>> PutItemAsync(string id, string productId, int quantity, long? version, WriteContext context) =>
        SendAsync(
            id,
            new UpstreamWrite(HttpMethod.Put, ItemOf(id, productId)) { IfMatch = version }
                .With(new Item(quantity), CartsJson.Default.Item),
            context);

    public ValueTask<WriteResult<Cart>> DeleteItemAsync(string id, string productId, long? version, WriteContext context) =>
        SendAsync(id, new UpstreamWrite(HttpMethod.Delete, ItemOf(id, productId)) { IfMatch = version }, context);

    public ValueTask<WriteResult<Cart>> DeleteItemsAsync(string id, long? version, WriteContext context) =>
        SendAsync(id, new UpstreamWrite(HttpMethod.Delete, UpstreamPath.Of("/carts/{id}/items", id)) { IfMatch = version }, context);

    public ValueTask<WriteResult<Order>> CheckOutAsync(string id, long? version, WriteContext context) =>
        upstream.SendAsync(
            new UpstreamWrite(HttpMethod.Post, UpstreamPath.Of("/carts/{id}/checkout", id))
            {
                IfMatch = version,
                IdempotencyKey = context.IdempotencyKey,
            },
            CartsJson.Default.Order,
            context);

    private static UpstreamPath ItemOf(string id, string productId) => UpstreamPath.Of("/carts/{id}/items/{productId}", id, productId);

    private async ValueTask<WriteResult<Cart>> SendAsync(string id, UpstreamWrite write, WriteContext context) =>
        upstream.Only(await SendAsync(write, context), cart => cart.Id == id);

    private ValueTask<WriteResult<Cart>> SendAsync(UpstreamWrite write, WriteContext context) =>
        upstream.SendAsync(write, CartsJson.Default.Cart, context);

    internal sealed record Owner(string? OwnerId);

    internal sealed record Item(int Quantity);
}

using System.Security.Cryptography;
using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Graph.Upstreams.Inventory;
using Graph.Upstreams.Products;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Carts;

internal sealed class CartStore(Database database)
{
    private const string Columns = "id, owner_id, items, version, updated_at";

    private static readonly ChangeFeed<Cart> Changes = new("carts", "carts", Columns, "id", Map, c => (c.UpdatedAt, c.Id));

    public Cart? Find(string id) => database.Read(c => Find(c, id));

    public Cart? OfOwner(string ownerId) => database.Read(c => OfOwner(c, ownerId));

    public Page<Cart> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    /// <summary>An owner has one cart; who has one gets that.</summary>
    public static Outcome<Cart> Create(WriteTransaction write, string? ownerId)
    {
        if (ownerId is not null && OfOwner(write.Connection, ownerId) is { } existing)
            return existing;

        // An anonymous cart is known by its id alone, so the id is a secret: 128 random bits.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        write.Connection.Execute(
            "INSERT INTO carts VALUES (@id, @ownerId, '[]', 1, @now)", ("@id", id), ("@ownerId", ownerId), ("@now", write.NowUnix));
        return Changed(write, id);
    }

    public static Outcome<Cart> SetItem(WriteTransaction write, string id, string productId, int quantity, IfMatch ifMatch) =>
        Change(write, id, ifMatch, cart =>
        {
            if (ProductStore.Find(write.Connection, productId) is not { } product)
                return Problem.NotFound("product", productId);
            var available = InventoryStore.Available(write.Connection, productId);
            return available < quantity
                ? Problem.OutOfStock(StatusCodes.Status422UnprocessableEntity, productId, available)
                : Save(write, cart, CartItems.Set(cart.Items, new CartItem(productId, quantity, product.Price)));
        });

    public static Outcome<Cart> RemoveItem(WriteTransaction write, string id, string productId, IfMatch ifMatch) =>
        Change(write, id, ifMatch, cart =>
            cart.Items.Any(i => i.ProductId == productId) ? Save(write, cart, [.. cart.Items.Where(i => i.ProductId != productId)]) : cart);

    public static Outcome<Cart> Clear(WriteTransaction write, string id, IfMatch ifMatch) =>
        Change(write, id, ifMatch, cart => cart.Items.Count > 0 ? Save(write, cart, []) : cart);

    /// <summary>Gives an anonymous cart to an owner; where there is one already, its items go into that. The cart of another is as good as none.</summary>
    public static Outcome<Cart> Claim(WriteTransaction write, string id, string ownerId)
    {
        if (Find(write.Connection, id) is not { } cart || (cart.OwnerId is not null && cart.OwnerId != ownerId))
            return Problem.NotFound("cart", id);
        if (cart.OwnerId is not null)
            return cart;
        if (OfOwner(write.Connection, ownerId) is { } owned)
            return Merge(write, cart, owned);
        write.Connection.Execute(
            "UPDATE carts SET owner_id = @ownerId, version = version + 1, updated_at = @now WHERE id = @id",
            ("@id", id), ("@ownerId", ownerId), ("@now", write.NowUnix));
        return Changed(write, id);
    }

    /// <summary>One order, the stock of all its items, and an empty cart: all of it, or (by the caller's rollback) none.</summary>
    public static Outcome<Order> CheckOut(WriteTransaction write, string id, IfMatch ifMatch)
    {
        if (Find(write.Connection, id) is not { } cart)
            return Problem.NotFound("cart", id);
        if (ifMatch.Refuses(cart.Version))
            return Problem.VersionConflict(cart.Version);
        if (cart.Items.Count == 0)
            return Problem.EmptyCart(id);
        if (cart.Items.DistinctBy(i => i.UnitPrice.Currency).Count() > 1)
            return Problem.MixedCurrencies(id);

        foreach (var item in cart.Items)
        {
            if (!InventoryStore.Reserve(write, item.ProductId, item.Quantity))
                return Problem.OutOfStock(
                    StatusCodes.Status422UnprocessableEntity, item.ProductId, InventoryStore.Available(write.Connection, item.ProductId));
        }

        var order = OrderStore.Place(write, cart);
        Save(write, cart, []);
        return order;
    }

    private static Outcome<Cart> Change(WriteTransaction write, string id, IfMatch ifMatch, Func<Cart, Outcome<Cart>> change)
    {
        if (Find(write.Connection, id) is not { } cart)
            return Problem.NotFound("cart", id);
        return ifMatch.Refuses(cart.Version) ? Problem.VersionConflict(cart.Version) : change(cart);
    }

    private static Outcome<Cart> Save(WriteTransaction write, Cart cart, IReadOnlyList<CartItem> items)
    {
        var rows = write.Connection.Execute(
            "UPDATE carts SET items = @items, version = version + 1, updated_at = @now WHERE id = @id AND version = @version",
            ("@id", cart.Id), ("@version", cart.Version), ("@items", CartItems.ToJson(items)), ("@now", write.NowUnix));
        return rows == 0 ? Problem.VersionConflict(cart.Version) : Changed(write, cart.Id);
    }

    private static Outcome<Cart> Merge(WriteTransaction write, Cart anonymous, Cart owned)
    {
        write.Connection.Execute("DELETE FROM carts WHERE id = @id", ("@id", anonymous.Id));
        Emit(write, anonymous.Id, anonymous.Version + 1, null);
        return Save(write, owned, CartItems.Merge(owned.Items, anonymous.Items));
    }

    private static Cart Changed(WriteTransaction write, string id)
    {
        var cart = Find(write.Connection, id)!;
        Emit(write, id, cart.Version, cart.OwnerId);
        return cart;
    }

    private static void Emit(WriteTransaction write, string id, int version, string? ownerId) =>
        write.Emit("/carts", "cart.modified", id, new EventData { Version = version, OwnerId = ownerId });

    private static Cart? Find(SqliteConnection connection, string id) =>
        connection.QueryFirst($"SELECT {Columns} FROM carts WHERE id = @id", Map, ("@id", id));

    private static Cart? OfOwner(SqliteConnection connection, string ownerId) =>
        connection.QueryFirst($"SELECT {Columns} FROM carts WHERE owner_id = @ownerId", Map, ("@ownerId", ownerId));

    private static Cart Map(SqliteDataReader r) => new(
        r.GetString(0), r.GetNullableString(1), CartItems.FromJson(r.GetString(2)), r.GetInt32(3), r.GetTime(4));
}

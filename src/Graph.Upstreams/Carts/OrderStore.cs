using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Carts;

internal sealed class OrderStore(Database database)
{
    private const string Columns = "id, user_id, items, total, currency, status, placed_at, version, updated_at";

    private static readonly PagedQuery<Order> Newest =
        new("orders:user", "orders", Columns, "placed_at", "id", Map, o => (o.PlacedAt.ToUnix(), o.Id)) { Descending = true };

    public Page<Order> OfUser(string userId, PageArguments page) =>
        database.Read(c => Newest.Read(c, page, "user_id = @userId", ("@userId", userId)));

    public static Order Place(WriteTransaction write, Cart cart)
    {
        var total = Money.OfMinor(cart.Items.Sum(i => i.Quantity * i.UnitPrice.ToMinor()), cart.Items[0].UnitPrice.Currency);
        var order = new Order(write.NextId("orders"), cart.OwnerId, cart.Items, total, "PLACED", write.Now, 1, write.Now);
        write.Connection.Execute(
            $"INSERT INTO orders ({Columns}) VALUES (@id, @userId, @items, @total, @currency, @status, @now, @version, @now)",
            ("@id", order.Id), ("@userId", order.UserId), ("@items", CartItems.ToJson(order.Items)), ("@total", total.ToMinor()),
            ("@currency", total.Currency), ("@status", order.Status), ("@version", order.Version), ("@now", write.NowUnix));
        foreach (var item in order.Items)
            ActivityStore.Record(write, order.UserId, "purchased", item.ProductId);

        // Orders are read below /users. An order of a guest is in nobody's list, so there is nothing that it makes stale.
        if (order.UserId is not null)
            write.Emit("/users", "order.changed", order.Id, new EventData { UserId = order.UserId });
        return order;
    }

    private static Order Map(SqliteDataReader r) => new(
        r.GetString(0), r.GetNullableString(1), CartItems.FromJson(r.GetString(2)), Money.OfMinor(r.GetInt64(3), r.GetString(4)), r.GetString(5),
        r.GetTime(6), r.GetInt32(7), r.GetTime(8));
}

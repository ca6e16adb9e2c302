using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Inventory;

internal sealed class InventoryStore(Database database)
{
    private const int MaxAvailable = 1_000_000_000;
    private const string Columns = "product_id, available, reserved, warehouse, version, updated_at";

    private static readonly ChangeFeed<InventoryItem> Changes =
        new("inventory", "inventory", Columns, "product_id", Map, i => (i.UpdatedAt, i.ProductId));

    public List<InventoryItem> FindMany(string productIds) => database.Read(c =>
        c.Query($"SELECT {Columns} FROM inventory WHERE product_id IN (SELECT value FROM json_each(@ids))", Map, ("@ids", productIds)));

    public Page<InventoryItem> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    public static void Create(WriteTransaction write, string productId)
    {
        write.Connection.Execute(
            "INSERT INTO inventory VALUES (@productId, 0, 0, @warehouse, 1, @now)",
            ("@productId", productId), ("@warehouse", Warehouses.All[0]), ("@now", write.NowUnix));
        Emit(write, productId, 1);
    }

    public static Outcome<InventoryItem> Adjust(WriteTransaction write, string productId, int delta)
    {
        var item = write.Connection.QueryFirst(
            $"""
            UPDATE inventory SET available = available + @delta, version = version + 1, updated_at = @now
            WHERE product_id = @productId AND available + @delta BETWEEN 0 AND {MaxAvailable} RETURNING {Columns}
            """,
            Map, ("@productId", productId), ("@delta", delta), ("@now", write.NowUnix));
        if (item is null)
            return Refusal(write.Connection, productId, delta);
        Emit(write, productId, item.Version);
        return item;
    }

    /// <summary>Moves stock from available to reserved; false where there is not enough, and nothing is moved.</summary>
    public static bool Reserve(WriteTransaction write, string productId, int quantity)
    {
        var item = write.Connection.QueryFirst(
            $"""
            UPDATE inventory SET available = available - @quantity, reserved = reserved + @quantity, version = version + 1, updated_at = @now
            WHERE product_id = @productId AND available >= @quantity RETURNING {Columns}
            """,
            Map, ("@productId", productId), ("@quantity", quantity), ("@now", write.NowUnix));
        if (item is null)
            return false;
        Emit(write, productId, item.Version);
        return true;
    }

    public static int Available(SqliteConnection connection, string productId) => Find(connection, productId)?.Available ?? 0;

    private static InventoryItem? Find(SqliteConnection connection, string productId) =>
        connection.QueryFirst($"SELECT {Columns} FROM inventory WHERE product_id = @productId", Map, ("@productId", productId));

    private static Problem Refusal(SqliteConnection connection, string productId, int delta) => Find(connection, productId) switch
    {
        null => Problem.NotFound("inventory of product", productId),
        _ when delta > 0 => Problem.Invalid($"At most {MaxAvailable} of a product can be in stock."),
        var item => Problem.OutOfStock(StatusCodes.Status409Conflict, productId, item.Available),
    };

    private static void Emit(WriteTransaction write, string productId, int version) =>
        write.Emit("/inventory", "inventory.changed", productId, new EventData { Version = version });

    private static InventoryItem Map(SqliteDataReader r) =>
        new(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetString(3), r.GetInt32(4), r.GetTime(5));
}

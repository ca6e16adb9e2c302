using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Graph.Upstreams.Inventory;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Products;

internal sealed class ProductStore(Database database)
{
    private const string Source = "/products";

    private const string Columns =
        "id, name, description, category, brand, price, currency, image_url, seller_id, version, created_at, updated_at";

    private static readonly ChangeFeed<Product> Changes = new("products", "products", Columns, "id", Map, p => (p.UpdatedAt, p.Id));

    private static readonly Dictionary<string, PagedQuery<Product>> Sorts = new()
    {
        ["name"] = Sorted("name", "name", p => p.Name) with { Numeric = false },
        ["price"] = Sorted("price", "price", p => p.Price.ToMinor()),
        ["-price"] = Sorted("-price", "price", p => p.Price.ToMinor()) with { Descending = true },
        ["newest"] = Sorted("newest", "created_at", p => p.CreatedAt.ToUnix()) with { Descending = true },
    };

    public Product? Find(string id) => database.Read(c => Find(c, id));

    public static Product? Find(SqliteConnection connection, string id) =>
        connection.QueryFirst($"SELECT {Columns} FROM products WHERE id = @id", Map, ("@id", id));

    public List<Product> FindMany(string ids) => database.Read(c =>
        c.Query($"SELECT {Columns} FROM products WHERE id IN (SELECT value FROM json_each(@ids))", Map, ("@ids", ids)));

    public Page<Product> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    public Page<Product> List(ProductFilter filter, string sort, PageArguments page)
    {
        if (!Sorts.TryGetValue(sort, out var query))
            throw new BadHttpRequestException($"'sort' is one of {string.Join(", ", Sorts.Keys)}; not '{sort}'.");
        var (where, parameters) = filter.ToSql();
        return database.Read(c => query.Read(c, page, where, [.. parameters]));
    }

    public static Outcome<Product> Create(WriteTransaction write, ProductDraft draft)
    {
        var id = write.NextId("products");
        write.Connection.Execute(
            $"""
            INSERT INTO products ({Columns}) VALUES (
                @id, @name, @description, @category, @brand, @price, @currency, @imageUrl, @sellerId, 1, @now, @now)
            """,
            ("@id", id), ("@name", draft.Name), ("@description", draft.Description), ("@category", draft.Category), ("@brand", draft.Brand),
            ("@price", draft.Price.ToMinor()), ("@currency", draft.Price.Currency), ("@imageUrl", draft.ImageUrl), ("@sellerId", draft.SellerId),
            ("@now", write.NowUnix));
        write.Connection.Execute("INSERT INTO product_views VALUES (@id, 0, 0)", ("@id", id));
        write.Emit(Source, "product.created", id, new EventData { Version = 1, Category = draft.Category });
        InventoryStore.Create(write, id);
        return Find(write.Connection, id)!;
    }

    public static Outcome<Product> Patch(WriteTransaction write, string id, ProductPatch patch, IfMatch ifMatch)
    {
        if (Find(write.Connection, id) is not { } before)
            return Problem.NotFound("product", id);
        var rows = write.Connection.Execute(
            """
            UPDATE products SET name = COALESCE(@name, name), description = COALESCE(@description, description),
                category = COALESCE(@category, category), brand = COALESCE(@brand, brand), price = COALESCE(@price, price),
                currency = COALESCE(@currency, currency), image_url = COALESCE(@imageUrl, image_url),
                version = version + 1, updated_at = @now
            WHERE id = @id AND version = @version
            """,
            ("@id", id), ("@version", ifMatch.Version ?? before.Version), ("@now", write.NowUnix), ("@name", patch.Name),
            ("@description", patch.Description), ("@category", patch.Category), ("@brand", patch.Brand), ("@price", patch.Price?.ToMinor()),
            ("@currency", patch.Price?.Currency), ("@imageUrl", patch.ImageUrl));
        if (rows == 0)
            return Problem.VersionConflict(before.Version);

        var after = Find(write.Connection, id)!;
        var previous = before.Category == after.Category ? null : before.Category;
        write.Emit(
            Source, "product.updated", id, new EventData { Version = after.Version, Category = after.Category, PreviousCategory = previous });
        return after;
    }

    /// <summary>Takes the product with its stock and statistics; its reviews and orders stay.</summary>
    public static Outcome<Product> Delete(WriteTransaction write, string id, IfMatch ifMatch)
    {
        if (Find(write.Connection, id) is not { } product)
            return Problem.NotFound("product", id);
        if (write.Connection.Execute(
            "DELETE FROM products WHERE id = @id AND version = @version", ("@id", id), ("@version", ifMatch.Version ?? product.Version)) == 0)
            return Problem.VersionConflict(product.Version);
        write.Connection.Execute(
            """
            DELETE FROM inventory WHERE product_id = @id;
            DELETE FROM recommendations WHERE product_id = @id;
            DELETE FROM product_views WHERE product_id = @id;
            DELETE FROM analytics WHERE product_id = @id;
            """,
            ("@id", id));
        write.Emit(Source, "product.deleted", id, new EventData { Version = product.Version + 1, Category = product.Category });
        return product;
    }

    private static PagedQuery<Product> Sorted(string name, string column, Func<Product, object> key) =>
        new($"products:{name}", "products", Columns, column, "id", Map, p => (key(p), p.Id));

    private static Product Map(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), Money.OfMinor(r.GetInt64(5), r.GetString(6)),
        r.GetString(7), r.GetString(8), r.GetInt32(9), r.GetTime(10), r.GetTime(11));
}

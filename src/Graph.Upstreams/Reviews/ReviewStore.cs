using Graph.Upstreams.Data;
using Graph.Upstreams.Events;
using Graph.Upstreams.Http;
using Graph.Upstreams.Products;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Reviews;

internal sealed class ReviewStore(Database database)
{
    private const string Columns = "id, product_id, author_id, rating, title, body, helpful, version, created_at, updated_at";

    private static readonly ChangeFeed<Review> Changes = new("reviews", "reviews", Columns, "id", Map, r => (r.UpdatedAt, r.Id));

    private static readonly PagedQuery<Review> Newest =
        new("reviews:product", "reviews", Columns, "created_at", "id", Map, r => (r.CreatedAt.ToUnix(), r.Id)) { Descending = true };

    public Review? Find(string id) => database.Read(c => Find(c, id));

    public static Review? Find(SqliteConnection connection, string id) =>
        connection.QueryFirst($"SELECT {Columns} FROM reviews WHERE id = @id", Map, ("@id", id));

    public List<Review> FindMany(string ids) => database.Read(c =>
        c.Query($"SELECT {Columns} FROM reviews WHERE id IN (SELECT value FROM json_each(@ids))", Map, ("@ids", ids)));

    public Page<Review> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    public Page<Review> OfProduct(string productId, PageArguments page) =>
        database.Read(c => Newest.Read(c, page, "product_id = @productId", ("@productId", productId)));

    public List<ProductReviews> OfProducts(string productIds, int first) => database.Read(c =>
    {
        // The inner query takes the newest of each product from the index, so that a product with many reviews costs no more than another.
        var items = c.Query(
            $"""
            SELECT {Columns} FROM reviews WHERE id IN (
                SELECT r.id FROM json_each(@ids) p JOIN reviews r ON r.id IN (
                    SELECT id FROM reviews WHERE product_id = p.value ORDER BY created_at DESC, id DESC LIMIT @limit))
            ORDER BY created_at DESC, id DESC
            """,
            Map, ("@ids", productIds), ("@limit", first + 1)).ToLookup(r => r.ProductId);

        return c.Query(
            """
            SELECT p.id, COUNT(r.id), AVG(r.rating) FROM products p LEFT JOIN reviews r ON r.product_id = p.id
            WHERE p.id IN (SELECT value FROM json_each(@ids)) GROUP BY p.id
            """,
            r => ToProductReviews(r, items, first), ("@ids", productIds));
    });

    /// <summary>Authors are another service's: any id is taken. A review of nothing is not.</summary>
    public static Outcome<Review> Create(WriteTransaction write, ReviewDraft draft)
    {
        if (ProductStore.Find(write.Connection, draft.ProductId) is null)
            return Problem.Invalid($"There is no product '{draft.ProductId}' to review.");
        var id = write.NextId("reviews");
        write.Connection.Execute(
            $"INSERT INTO reviews ({Columns}) VALUES (@id, @productId, @authorId, @rating, @title, @body, 0, 1, @now, @now)",
            ("@id", id), ("@productId", draft.ProductId), ("@authorId", draft.AuthorId), ("@rating", draft.Rating), ("@title", draft.Title),
            ("@body", draft.Body), ("@now", write.NowUnix));
        ActivityStore.Record(write, draft.AuthorId, "reviewed", draft.ProductId);
        var review = Find(write.Connection, id)!;
        Emit(write, "review.added", review, review.Version);
        return review;
    }

    public static Outcome<Review> MarkHelpful(WriteTransaction write, string id)
    {
        var review = write.Connection.QueryFirst(
            $"UPDATE reviews SET helpful = helpful + 1, version = version + 1, updated_at = @now WHERE id = @id RETURNING {Columns}",
            Map, ("@id", id), ("@now", write.NowUnix));
        if (review is null)
            return Problem.NotFound("review", id);
        Emit(write, "review.updated", review, review.Version);
        return review;
    }

    public static Outcome<Review> Delete(WriteTransaction write, string id, IfMatch ifMatch)
    {
        if (Find(write.Connection, id) is not { } review)
            return Problem.NotFound("review", id);
        if (ifMatch.Refuses(review.Version))
            return Problem.VersionConflict(review.Version);
        write.Connection.Execute("DELETE FROM reviews WHERE id = @id", ("@id", id));
        Emit(write, "review.deleted", review, review.Version + 1);
        return review;
    }

    private static void Emit(WriteTransaction write, string type, Review review, int version) =>
        write.Emit("/reviews", type, review.Id, new EventData { ProductId = review.ProductId, Version = version });

    private static ProductReviews ToProductReviews(SqliteDataReader r, ILookup<string, Review> items, int first)
    {
        var productId = r.GetString(0);
        var page = Newest.ToPage([.. items[productId]], first, r.GetInt32(1));
        return new ProductReviews(productId, page.Items, page.NextCursor, page.Total, r.IsDBNull(2) ? null : Math.Round(r.GetDouble(2), 2));
    }

    private static Review Map(SqliteDataReader r) => new(
        r.GetString(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetNullableString(4), r.GetString(5), r.GetInt32(6), r.GetInt32(7),
        r.GetTime(8), r.GetTime(9));
}

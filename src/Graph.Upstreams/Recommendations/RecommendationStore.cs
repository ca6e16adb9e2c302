using System.Text.Json;
using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Recommendations;

internal sealed class RecommendationStore(Database database)
{
    private const string Columns = "product_id, items, version, updated_at";

    private static readonly ChangeFeed<ProductRecommendations> Changes =
        new("recommendations", "recommendations", Columns, "product_id", Map, r => (r.UpdatedAt, r.ProductId));

    public List<ProductRecommendations> OfProducts(string productIds, int first) => database.Read(c =>
        c.Query(
            $"SELECT {Columns} FROM recommendations WHERE product_id IN (SELECT value FROM json_each(@ids))",
            r => Map(r) is var found ? found with { Items = [.. found.Items.Take(first)] } : found,
            ("@ids", productIds)));

    public Page<ProductRecommendations> ChangedSince(DateTimeOffset since, PageArguments page) =>
        database.Read(c => Changes.Read(c, since, page));

    /// <summary>What goes with what the user has reviewed, most often named first, filled up with what is trending; never what they know.</summary>
    public UserRecommendations OfUser(string userId, int first) => database.Read(c =>
        new UserRecommendations(userId, c.Query(
            """
            WITH known AS (SELECT DISTINCT product_id FROM reviews WHERE author_id = @userId),
            named AS (
                SELECT i.value AS product_id, COUNT(*) AS times, SUM(i.key) AS rank
                FROM known k JOIN recommendations r ON r.product_id = k.product_id, json_each(r.items) i GROUP BY i.value)
            SELECT a.product_id FROM analytics a LEFT JOIN named n ON n.product_id = a.product_id
            WHERE a.product_id NOT IN (SELECT product_id FROM known)
            ORDER BY n.times DESC, n.rank, a.trend_score DESC, a.product_id LIMIT @first
            """,
            r => r.GetString(0), ("@userId", userId), ("@first", first))));

    public static Outcome<WriteTransaction> Rebuild(WriteTransaction write)
    {
        Compute(write.Connection, write.Now);
        write.Emit("/recommendations", "recommendations.rebuilt", subject: null);
        return write;
    }

    /// <summary>Computes all anew from the reviews.</summary>
    public static void Compute(SqliteConnection connection, DateTime now)
    {
        foreach (var (productId, items) in SimilarProducts.Compute(connection))
        {
            connection.Execute(
                """
                INSERT INTO recommendations VALUES (@productId, @items, 1, @now)
                ON CONFLICT (product_id) DO UPDATE SET items = excluded.items, version = version + 1, updated_at = excluded.updated_at
                """,
                ("@productId", productId), ("@items", JsonSerializer.Serialize(items, UpstreamsJson.Default.StringArray)), ("@now", now.ToUnix()));
        }
    }

    private static ProductRecommendations Map(SqliteDataReader r) =>
        new(r.GetString(0), JsonSerializer.Deserialize(r.GetString(1), UpstreamsJson.Default.StringArray)!, r.GetInt32(2), r.GetTime(3));
}

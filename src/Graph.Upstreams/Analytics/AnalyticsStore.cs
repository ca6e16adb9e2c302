using Graph.Upstreams.Data;
using Graph.Upstreams.Http;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Analytics;

internal sealed class AnalyticsStore(Database database)
{
    private const string Columns = "product_id, views, purchases, conversion_rate, trend_score, version, updated_at";
    private const int RecentDays = 30;

    private static readonly ChangeFeed<ProductAnalytics> Changes =
        new("analytics", "analytics", Columns, "product_id", Map, a => (a.UpdatedAt, a.ProductId));

    public List<ProductAnalytics> OfProducts(string ids) => database.Read(c =>
        c.Query($"SELECT {Columns} FROM analytics WHERE product_id IN (SELECT value FROM json_each(@ids))", Map, ("@ids", ids)));

    public Page<ProductAnalytics> ChangedSince(DateTimeOffset since, PageArguments page) => database.Read(c => Changes.Read(c, since, page));

    public Trending Trending(int first) => database.Read(c => new Trending(
        c.Query(
            "SELECT product_id, trend_score FROM analytics ORDER BY trend_score DESC, product_id LIMIT @first",
            r => new TrendingProduct(r.GetString(0), r.GetDouble(1)), ("@first", first)),
        Timestamp.FromUnix(c.QueryNumber("SELECT MAX(updated_at) FROM analytics") ?? 0)));

    public static Outcome<WriteTransaction> Recompute(WriteTransaction write)
    {
        Compute(write.Connection, write.Now);
        write.Emit("/analytics", "analytics.recomputed", subject: null);
        return write;
    }

    /// <summary>Computes all anew from views and orders. A recent purchase says as much as twenty recent views.</summary>
    public static void Compute(SqliteConnection connection, DateTime now) => connection.Execute(
        """
        WITH bought AS (
            SELECT i.value ->> 'productId' AS product_id, SUM(i.value ->> 'quantity') AS total,
                SUM(CASE WHEN o.placed_at >= @recent THEN i.value ->> 'quantity' ELSE 0 END) AS recent
            FROM orders o, json_each(o.items) i WHERE o.status <> 'CANCELLED' GROUP BY 1),
        counted AS (
            SELECT v.product_id, MAX(v.total, COALESCE(b.total, 0)) AS views, COALESCE(b.total, 0) AS purchases,
                v.recent + 20.0 * COALESCE(b.recent, 0) AS liveliness
            FROM product_views v LEFT JOIN bought b ON b.product_id = v.product_id)
        INSERT INTO analytics
        SELECT product_id, views, purchases, ROUND(1.0 * purchases / MAX(views, 1), 4),
            ROUND(liveliness / MAX(AVG(liveliness) OVER (), 1), 3), 1, @now
        FROM counted WHERE TRUE
        ON CONFLICT (product_id) DO UPDATE SET views = excluded.views, purchases = excluded.purchases,
            conversion_rate = excluded.conversion_rate, trend_score = excluded.trend_score, version = version + 1, updated_at = excluded.updated_at
        """,
        ("@recent", now.AddDays(-RecentDays).ToUnix()), ("@now", now.ToUnix()));

    private static ProductAnalytics Map(SqliteDataReader r) =>
        new(r.GetString(0), r.GetInt32(1), r.GetInt32(2), r.GetDouble(3), r.GetDouble(4), r.GetInt32(5), r.GetTime(6));
}

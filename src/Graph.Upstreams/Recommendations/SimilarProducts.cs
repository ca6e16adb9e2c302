using Graph.Upstreams.Data;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Recommendations;

/// <summary>Who reviewed this also reviewed that: the more such people, the higher; then the best known of the same category.</summary>
internal static class SimilarProducts
{
    private const int PerProduct = 20;

    // Pairs grow with the square of a reviewer's reviews, so only the newest count.
    private const int PerReviewer = 30;

    public static IEnumerable<(string ProductId, string[] Items)> Compute(SqliteConnection connection)
    {
        var products = connection.Query(
            "SELECT id, category, (SELECT COUNT(*) FROM reviews WHERE product_id = products.id) AS known FROM products ORDER BY known DESC, id",
            r => (Id: r.GetString(0), Category: r.GetString(1)));
        var sameCategory = products.ToLookup(p => p.Category, p => p.Id);
        var together = Together(connection, products.Select(p => p.Id).ToHashSet());

        foreach (var (id, category) in products)
        {
            var similar = together.TryGetValue(id, out var others)
                ? others.Where(o => o.Value > 1).OrderByDescending(o => o.Value).ThenBy(o => o.Key, StringComparer.Ordinal).Select(o => o.Key)
                : [];
            yield return (id, [.. similar.Concat(sameCategory[category].Where(o => o != id)).Distinct().Take(PerProduct)]);
        }
    }

    private static Dictionary<string, Dictionary<string, int>> Together(SqliteConnection connection, HashSet<string> products)
    {
        var reviewed = connection.Query(
            "SELECT author_id, product_id FROM reviews ORDER BY created_at DESC, id", r => (Author: r.GetString(0), Product: r.GetString(1)));
        var together = new Dictionary<string, Dictionary<string, int>>();
        foreach (var reviewer in reviewed.Where(r => products.Contains(r.Product)).GroupBy(r => r.Author, r => r.Product))
        {
            var newest = reviewer.Distinct().Take(PerReviewer).ToArray();
            foreach (var one in newest)
            {
                if (!together.TryGetValue(one, out var counts))
                    together[one] = counts = [];
                foreach (var other in newest.Where(o => o != one))
                    counts[other] = counts.GetValueOrDefault(other) + 1;
            }
        }

        return together;
    }
}

using System.Globalization;
using Bogus;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Products;
using Graph.Upstreams.Reviews;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

/// <summary>What users did lately, and how often products were looked at.</summary>
internal static class ActivitySeed
{
    private const int RecentDays = 90;
    private const int ViewsPerUser = 6;

    public static void Fill(
        SqliteConnection connection, Faker faker, List<Product> products, List<User> users, List<Review> reviews, List<Order> orders)
    {
        var recent = Seeder.ReferenceTime.AddDays(-RecentDays);
        var entries = reviews.Where(r => r.CreatedAt > recent).Select(r => new Activity("", r.AuthorId, "reviewed", r.ProductId, r.CreatedAt))
            .Concat(orders.Where(o => o.PlacedAt > recent)
                .SelectMany(o => o.Items.Select(i => new Activity("", o.UserId!, "purchased", i.ProductId, o.PlacedAt))))
            .Concat(users.SelectMany(u => Enumerable.Range(0, ViewsPerUser).Select(_ => Viewed(faker.Random, u, products))))
            .OrderBy(a => a.At).ToList();

        using (var insert = new BulkInsert(connection, "activity", 5))
        {
            for (var i = 0; i < entries.Count; i++)
                insert.Add((i + 1).ToString(CultureInfo.InvariantCulture), entries[i].UserId, entries[i].Kind, entries[i].ProductId, entries[i].At.ToUnix());
        }

        connection.Execute("INSERT INTO sequences VALUES ('activity', @last)", ("@last", entries.Count));
        FillViews(connection, faker.Random, products, reviews);
    }

    private static Activity Viewed(Randomizer random, User user, List<Product> products) =>
        new("", user.Id, "viewed", random.ListItem(products).Id, Seeder.ReferenceTime.AddMinutes(-random.Int(1, 29 * 24 * 60)));

    // What is reviewed much is looked at much.
    private static void FillViews(SqliteConnection connection, Randomizer random, List<Product> products, List<Review> reviews)
    {
        var reviewCounts = reviews.CountBy(r => r.ProductId).ToDictionary();
        using var insert = new BulkInsert(connection, "product_views", 3);
        foreach (var product in products)
        {
            var total = 40 + reviewCounts.GetValueOrDefault(product.Id) * random.Int(8, 30);
            insert.Add(product.Id, total, (int)(total * random.Double(0.02, 0.25)));
        }
    }
}

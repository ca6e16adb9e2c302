using Bogus;
using Graph.Upstreams.Analytics;
using Graph.Upstreams.Recommendations;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

/// <summary>Fills a new database. Everything is drawn from one seeded source, and dated back from one fixed moment, never from the clock.</summary>
internal static class Seeder
{
    /// <summary>The moment that the data is made for: nothing in it is later.</summary>
    public static readonly DateTime ReferenceTime = new(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    public static void Fill(SqliteConnection connection, SeedOptions options)
    {
        var faker = new Faker("en") { Random = new Randomizer(options.Number) };
        var users = UserSeed.Fill(connection, faker, options.Users);
        var products = ProductSeed.Fill(connection, faker, options.Products, users.Count);
        var reviews = ReviewSeed.Fill(connection, faker, options.Reviews, products, users.Count);
        var orders = OrderSeed.Fill(connection, faker, products, users);
        CartSeed.Fill(connection, faker, products, users);
        ActivitySeed.Fill(connection, faker, products, users, reviews, orders);

        foreach (var (name, last) in new[] { ("products", products.Count), ("reviews", reviews.Count), ("orders", orders.Count) })
            connection.Execute("INSERT INTO sequences VALUES (@name, @last)", ("@name", name), ("@last", last));
        RecommendationStore.Compute(connection, ReferenceTime);
        AnalyticsStore.Compute(connection, ReferenceTime);
    }
}

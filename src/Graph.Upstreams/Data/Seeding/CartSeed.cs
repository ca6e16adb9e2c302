using Bogus;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Products;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

/// <summary>A cart for each of the first users, and some that nobody has signed in for.</summary>
internal static class CartSeed
{
    private const int Owned = 80;
    private const int Anonymous = 20;

    public static void Fill(SqliteConnection connection, Faker faker, List<Product> products, List<User> users)
    {
        using var insert = new BulkInsert(connection, "carts", 5);
        foreach (var owner in users.Take(Owned).Select(u => u.Id).Concat(Enumerable.Repeat<string?>(null, Anonymous)))
        {
            var items = OrderSeed.Items(faker.Random, products);
            var updated = Seeder.ReferenceTime.AddMinutes(-faker.Random.Int(1, 7 * 24 * 60));
            insert.Add(
                faker.Random.Guid().ToString("N"), owner, CartItems.ToJson(items), 1, updated.ToUnix());
        }
    }
}

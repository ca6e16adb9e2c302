using System.Globalization;
using Bogus;
using Graph.Upstreams.Carts;
using Graph.Upstreams.Http;
using Graph.Upstreams.Products;
using Graph.Upstreams.Users;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

internal static class OrderSeed
{
    private const int MaxAgeDays = 365;

    public static List<Order> Fill(SqliteConnection connection, Faker faker, List<Product> products, List<User> users)
    {
        var made = new List<Order>();
        foreach (var user in users)
        {
            var count = faker.Random.Int(1, 4);
            for (var i = 0; i < count; i++)
                made.Add(Make(faker.Random, user, products));
        }

        made.Sort((a, b) => a.PlacedAt.CompareTo(b.PlacedAt));
        using var insert = new BulkInsert(connection, "orders", 9);
        for (var i = 0; i < made.Count; i++)
        {
            var o = made[i] = made[i] with { Id = (i + 1).ToString(CultureInfo.InvariantCulture) };
            insert.Add(
                o.Id, o.UserId, CartItems.ToJson(o.Items), o.Total.ToMinor(), o.Total.Currency,
                o.Status, o.PlacedAt.ToUnix(), o.Version, o.UpdatedAt.ToUnix());
        }

        return made;
    }

    public static List<CartItem> Items(Randomizer random, List<Product> products) =>
        [.. random.ListItems(products, Math.Min(random.Int(1, 4), products.Count)).Select(p => new CartItem(p.Id, random.Int(1, 3), p.Price))];

    private static Order Make(Randomizer random, User user, List<Product> products)
    {
        var items = Items(random, products);
        var oldest = Math.Min(MaxAgeDays * 24 * 60, (int)(Seeder.ReferenceTime - user.MemberSince).TotalMinutes);
        var placed = Seeder.ReferenceTime.AddMinutes(-random.Int(1, oldest));
        var total = Money.OfMinor(items.Sum(i => i.Quantity * i.UnitPrice.ToMinor()), "EUR");
        return new Order("", user.Id, items, total, Status(random, placed), placed, 1, placed);
    }

    private static string Status(Randomizer random, DateTime placed) => (Seeder.ReferenceTime - placed).TotalDays switch
    {
        < 2 => "PLACED",
        < 5 => "PAID",
        < 10 => "SHIPPED",
        _ => random.Bool(0.04f) ? "CANCELLED" : "DELIVERED",
    };
}

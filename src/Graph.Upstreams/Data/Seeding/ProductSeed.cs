using System.Globalization;
using Bogus;
using Graph.Upstreams.Http;
using Graph.Upstreams.Inventory;
using Graph.Upstreams.Products;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

internal static class ProductSeed
{
    private const int MaxSellers = 50;

    public static List<Product> Fill(SqliteConnection connection, Faker faker, int count, int users)
    {
        using var products = new BulkInsert(connection, "products", 12);
        using var inventory = new BulkInsert(connection, "inventory", 6);
        var taken = new HashSet<string>();
        var made = new List<Product>(count);
        for (var i = 1; i <= count; i++)
        {
            var p = Make(faker, i, taken, Math.Min(users, MaxSellers));
            made.Add(p);
            products.Add(
                p.Id, p.Name, p.Description, p.Category, p.Brand, p.Price.ToMinor(), p.Price.Currency, p.ImageUrl, p.SellerId, p.Version,
                p.CreatedAt.ToUnix(), p.UpdatedAt.ToUnix());

            // One in twenty is sold out, so that the case is seen without looking for it.
            var available = faker.Random.Bool(0.05f) ? 0 : faker.Random.Int(1, 250);
            inventory.Add(p.Id, available, faker.Random.Int(0, 8), faker.PickRandom(Warehouses.All), 1, p.UpdatedAt.ToUnix());
        }

        return made;
    }

    private static Product Make(Faker faker, int number, HashSet<string> taken, int sellers)
    {
        var random = faker.Random;
        var category = random.ArrayElement(Catalogue.Categories);
        var (brand, quality, noun) = (random.ArrayElement(category.Brands), random.ArrayElement(category.Qualities), random.ArrayElement(category.Nouns));
        var name = UniqueName($"{brand} {quality} {noun}", taken);
        var description = $"{quality} {noun.ToLowerInvariant()} in {random.ArrayElement(category.Materials)}, made for {random.ArrayElement(category.Uses)}.";
        var created = Seeder.ReferenceTime.AddMinutes(-random.Int(60 * 24 * 60, 2 * 365 * 24 * 60));
        var id = number.ToString(CultureInfo.InvariantCulture);
        return new Product(
            id, name, description, category.Slug, brand, Price(random, category), $"https://images.example.com/products/{id}.jpg",
            random.Int(1, sellers).ToString(CultureInfo.InvariantCulture), 1, created, created.AddMinutes(random.Int(0, 60 * 24 * 60)));
    }

    private static string UniqueName(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var mark = 2; !taken.Add(unique); mark++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} Mk {mark}");
        return unique;
    }

    // Squared: cheap things are common and dear ones rare. Prices end in .00, .50, .90 or .95 as shops have them.
    private static Money Price(Randomizer random, CategoryTemplate category)
    {
        var share = random.Double();
        var euros = category.MinPrice + (long)(share * share * (category.MaxPrice - category.MinPrice));
        return Money.OfMinor(euros * 100 + random.ArrayElement([0, 50, 90, 95]), "EUR");
    }
}

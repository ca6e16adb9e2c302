using System.Globalization;
using Bogus;
using Graph.Upstreams.Products;
using Graph.Upstreams.Reviews;
using Microsoft.Data.Sqlite;

namespace Graph.Upstreams.Data.Seeding;

internal static class ReviewSeed
{
    private const int Least = 3;
    private const int LeastOnFirstPage = 12;
    private const int FirstPage = 50;

    public static List<Review> Fill(SqliteConnection connection, Faker faker, int count, List<Product> products, int users)
    {
        var made = new List<Review>(count);
        foreach (var (product, reviews) in Spread(faker.Random, count, products))
            made.AddRange(OfProduct(faker.Random, product, reviews, users));

        // Ids grow with time, as those of a real service do.
        made.Sort((a, b) => a.CreatedAt.CompareTo(b.CreatedAt));
        using var insert = new BulkInsert(connection, "reviews", 10);
        for (var i = 0; i < made.Count; i++)
        {
            var r = made[i] = made[i] with { Id = (i + 1).ToString(CultureInfo.InvariantCulture) };
            insert.Add(
                r.Id, r.ProductId, r.AuthorId, r.Rating, r.Title, r.Body, r.Helpful, r.Version, r.CreatedAt.ToUnix(), r.UpdatedAt.ToUnix());
        }

        return made;
    }

    // Every product has a few, the first page of the catalogue has plenty, and the rest goes to the popular ones.
    private static IEnumerable<(Product Product, int Reviews)> Spread(Randomizer random, int count, List<Product> products)
    {
        var byName = products.OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
        var counts = new int[byName.Length];
        var left = count;
        for (var round = 0; round < LeastOnFirstPage; round++)
        {
            var length = round < Least ? byName.Length : Math.Min(FirstPage, byName.Length);
            for (var i = 0; i < length && left > 0; i++, left--)
                counts[i]++;
        }

        var byPopularity = random.Shuffle(Enumerable.Range(0, byName.Length)).ToArray();
        for (; left > 0; left--)
        {
            var draw = random.Double();
            counts[byPopularity[(int)(draw * draw * byName.Length)]]++;
        }

        return byName.Zip(counts);
    }

    private static IEnumerable<Review> OfProduct(Randomizer random, Product product, int count, int users)
    {
        var authors = new HashSet<int>();
        var quality = random.Float(0.2f, 1f);
        for (var i = 0; i < count; i++)
        {
            var author = random.Int(1, users);
            while (!authors.Add(author) && authors.Count < users)
                author = random.Int(1, users);
            yield return Make(random, product, author, Rating(random, quality));
        }
    }

    private static Review Make(Randomizer random, Product product, int author, int rating)
    {
        var age = (int)(Seeder.ReferenceTime - product.CreatedAt).TotalMinutes;
        var created = product.CreatedAt.AddMinutes(random.Int(1, age - 1));
        var body = string.Join(
            ' ', random.ArrayElement(ReviewTexts.Openings[rating - 1]), random.ArrayElement(ReviewTexts.Details),
            random.ArrayElement(ReviewTexts.Endings[rating - 1]));
        return new Review(
            "", product.Id, author.ToString(CultureInfo.InvariantCulture), rating, random.ArrayElement(ReviewTexts.Titles[rating - 1]), body,
            random.Int(0, 40), 1, created, created);
    }

    private static int Rating(Randomizer random, float quality) =>
        random.WeightedRandom([1, 2, 3, 4, 5], [0.1f * (1 - quality), 0.15f * (1 - quality), 0.25f * (1 - quality), 0.3f, 0.1f + 0.6f * quality]);
}

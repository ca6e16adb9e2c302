using System.Globalization;
using System.Text.Json.Nodes;

namespace Graph.TestKit.Stub;

/// <summary>What the stub services know: the same at each start, and small enough to reason about. Change it under <see cref="Change"/>.</summary>
/// <remarks>
/// 200 products, of which the order by name is not that of their ids. The first 50 by name have 12 reviews each, by 150 authors in all;
/// the others 2, and the last one none. Each product has an inventory record, 5 recommendations, and analytics.
/// </remarks>
public sealed class StubData
{
    public const int ProductCount = 200;

    public const int UserCount = 200;

    /// <summary>How many of the products, by name, have <see cref="ReviewsEach"/> reviews.</summary>
    public const int ReviewedProducts = 50;

    public const int ReviewsEach = 12;

    private const int Authors = 150;

    private static readonly string[] Categories = ["bags", "hats", "shirts", "shoes"];
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();

    public StubData()
    {
        for (var id = 1; id <= ProductCount; id++)
        {
            AddProduct(id);
        }

        for (var id = 1; id <= UserCount; id++)
        {
            AddUser(id);
        }
    }

    public Dictionary<string, JsonObject> Products { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Inventory { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Users { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JsonObject> Analytics { get; } = new(StringComparer.Ordinal);

    /// <summary>In the order that lists have.</summary>
    public List<JsonObject> Reviews { get; } = [];

    /// <summary>Product id to the ids that go with it.</summary>
    public Dictionary<string, List<string>> Recommendations { get; } = new(StringComparer.Ordinal);

    /// <summary>What belongs to single users.</summary>
    public StubPrivateData Private { get; } = new();

    /// <summary>Ids by name, the lists' default order.</summary>
    public IReadOnlyList<string> ProductIdsByName => Read(data =>
        (IReadOnlyList<string>)[.. data.Products.Values.OrderBy(product => (string)product["name"]!, StringComparer.Ordinal).Select(IdOf)]);

    /// <summary>Changes an entity as a write does: with a new version and time.</summary>
    public void Update(JsonObject entity, Action<JsonObject> change) => Change(_ =>
    {
        change(entity);
        entity["version"] = (int)entity["version"]! + 1;
        entity["updatedAt"] = TimeOf(10_000 + (int)entity["version"]!);
    });

    public void Change(Action<StubData> change)
    {
        lock (_lock)
        {
            change(this);
        }
    }

    public T Read<T>(Func<StubData, T> read)
    {
        lock (_lock)
        {
            return read(this);
        }
    }

    /// <summary>Changes, and says what came of it.</summary>
    public T Write<T>(Func<StubData, T> write) => Read(write);

    /// <summary>The ids of those who wrote the first reviews of some products.</summary>
    public IReadOnlyList<string> AuthorsOf(IEnumerable<string> productIds, int first) => Read(data => (IReadOnlyList<string>)
        [.. productIds.SelectMany(id => data.ReviewsOf(id).Take(first)).Select(review => (string)review["authorId"]!).Distinct()]);

    /// <summary>Call it under the lock.</summary>
    public IEnumerable<JsonObject> ReviewsOf(string productId) => Reviews.Where(review => (string)review["productId"]! == productId);

    public static string IdOf(JsonObject entity) => (string)entity["id"]!;

    private void AddProduct(int number)
    {
        var id = Text(number);
        var rank = (number * 37 % ProductCount) + 1;
        Products[id] = new JsonObject
        {
            ["id"] = id,
            ["name"] = $"Product {rank:D3}",
            ["description"] = $"What is number {number}?",
            ["category"] = Categories[number % Categories.Length],
            ["brand"] = $"Brand {number % 7}",
            ["price"] = new JsonObject { ["amount"] = 5.50m + (number * 13 % 100), ["currency"] = "EUR" },
            ["imageUrl"] = $"https://images.example/{number}.png",
            ["sellerId"] = Text((number % 20) + 1),
            ["version"] = 1,
            ["createdAt"] = TimeOf(number),
            ["updatedAt"] = TimeOf(number),
        };
        Inventory[id] = new JsonObject
        {
            ["productId"] = id,
            ["available"] = number % 30,
            ["reserved"] = number % 3,
            ["warehouse"] = $"W{number % 4}",
            ["version"] = 1,
            ["updatedAt"] = TimeOf(number),
        };
        Analytics[id] = new JsonObject
        {
            ["productId"] = id,
            ["views"] = number * 100,
            ["purchases"] = number,
            ["conversionRate"] = 0.01,
            ["trendScore"] = number * 7 % ProductCount,
        };
        Recommendations[id] = [.. Enumerable.Range(number, 5).Select(other => Text((other % ProductCount) + 1))];
        AddReviews(id, rank);
    }

    private void AddReviews(string productId, int rank)
    {
        var count = rank <= ReviewedProducts ? ReviewsEach : rank == ProductCount ? 0 : 2;
        for (var i = 0; i < count; i++)
        {
            Reviews.Add(new JsonObject
            {
                ["id"] = $"r{rank}-{i}",
                ["productId"] = productId,
                ["authorId"] = Text(((((rank - 1) * ReviewsEach) + i) % Authors) + 1),
                ["rating"] = (i % 5) + 1,
                ["title"] = $"Title {i}",
                ["body"] = $"Body {i} of {productId}",
                ["helpful"] = i,
                ["version"] = 1,
                ["createdAt"] = TimeOf(i),
                ["updatedAt"] = TimeOf(i),
            });
        }
    }

    /// <summary>A user who is new, beyond the first <see cref="UserCount"/>.</summary>
    public void AddUser(int number)
    {
        Users[Text(number)] = new JsonObject
        {
            ["id"] = Text(number),
            ["username"] = $"user{number}",
            ["name"] = $"User {number}",
            ["avatarUrl"] = $"https://images.example/users/{number}.png",
            ["memberSince"] = TimeOf(number),
            ["version"] = 1,
            ["updatedAt"] = TimeOf(number),
        };
        Private.AddUser(Text(number));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>That many hours after the year began.</summary>
    internal static string TimeOf(int hours) => Epoch.AddHours(hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

namespace Graph.TestKit.Register;

/// <summary>What the register says of a state, in the shapes of the upstream contract. Every field follows from the number, so that a mixture of two shows.</summary>
internal static class RegisterAnswers
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static object Product(string id, int number) => new
    {
        id,
        name = RegisterNames.Of(id, number),
        category = "things",
        price = new { amount = 1.5m, currency = "EUR" },
        version = number,
        createdAt = Epoch,
        updatedAt = Epoch.AddSeconds(number),
    };

    public static object Inventory(string id, int number) => new
    {
        productId = id,
        available = number,
        reserved = 0,
        warehouse = RegisterNames.Of(id, number),
        version = number,
        updatedAt = Epoch.AddSeconds(number),
    };

    public static object Review(string id, int number) => new
    {
        id,
        productId = RegisterKeys.ProductOf(id),
        authorId = "1",
        rating = 5,
        body = RegisterNames.Of(id, number),
        helpful = 0,
        version = number,
        createdAt = Epoch,
        updatedAt = Epoch.AddSeconds(number),
    };

    /// <summary>A product's reviews: two items and a total that is the state's number; nothing where the state is an absence.</summary>
    public static object Reviews(string productId, Stamp list, IReadOnlyDictionary<string, Stamp> items)
    {
        var ids = list.Exists ? RegisterKeys.ReviewsOf(productId) : [];
        return new
        {
            productId,
            items = ids.Select(id => Review(id, items[RegisterKeys.Review(id)].Number)),
            nextCursor = (string?)null,
            total = list.Exists ? list.Number : 0,
            averageRating = list.Exists ? RegisterNames.AverageOf(list.Number) : (double?)null,
        };
    }
}

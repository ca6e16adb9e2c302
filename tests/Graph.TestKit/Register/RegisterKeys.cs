namespace Graph.TestKit.Register;

/// <summary>The keys of a register, named as the graph's log names them.</summary>
public static class RegisterKeys
{
    /// <summary>A product: may be deleted, and made anew.</summary>
    public static string Product(string id) => $"product:{id}";

    /// <summary>A product's stock.</summary>
    public static string Inventory(string id) => $"inventory:{id}";

    /// <summary>A product's list of reviews, which has no version: its total is the number of its state, and its average follows from it.</summary>
    public static string Reviews(string productId) => $"reviews:product:{productId}";

    /// <summary>One of the reviews that the list has whenever it is not empty.</summary>
    public static string Review(string id) => $"review:{id}";

    /// <summary>Their ids.</summary>
    public static IReadOnlyList<string> ReviewsOf(string productId) => [$"{productId}a", $"{productId}b"];

    /// <summary>Whose review it is.</summary>
    public static string ProductOf(string reviewId) => reviewId.TrimEnd('a', 'b');
}

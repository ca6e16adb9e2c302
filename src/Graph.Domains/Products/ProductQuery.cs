using System.Globalization;
using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

/// <summary>The id of a product list: the upstream's query in one spelling, escaped and in the order of its names, so that
/// equal filters share an entry. E.g. <c>category=shoes&amp;sort=price</c>.</summary>
internal static class ProductQuery
{
    private const string CategoryStart = "category=";

    public static string From(Arguments arguments)
    {
        var filter = arguments.Object("filter");
        string?[] parts =
        [
            Part("category", filter.Text("category")),
            Part("maxPrice", Text(filter.Decimal("maxPrice"))),
            Part("minPrice", Text(filter.Decimal("minPrice"))),
            Part("search", filter.Text("search")?.Trim()),
            Part("sort", Sort(arguments.Text("sort"))),
        ];
        return string.Join('&', parts.OfType<string>());
    }

    /// <summary>The one category of a list; null when it holds products of any.</summary>
    public static string? CategoryOf(string query)
    {
        if (!query.StartsWith(CategoryStart, StringComparison.Ordinal))
            return null;

        var end = query.IndexOf('&', StringComparison.Ordinal);
        return Uri.UnescapeDataString(query[CategoryStart.Length..(end < 0 ? query.Length : end)]);
    }

    private static string? Part(string name, string? value) =>
        string.IsNullOrEmpty(value) ? null : string.Concat(name, "=", Uri.EscapeDataString(value));

    // 10, 10.0 and 10.00 are one price.
    private static string? Text(decimal? price) => price?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Sort(string? sort) => sort switch
    {
        "PRICE_ASC" => "price",
        "PRICE_DESC" => "-price",
        "NEWEST" => "newest",
        _ => "name",
    };
}

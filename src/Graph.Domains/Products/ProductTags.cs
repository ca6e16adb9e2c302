namespace Graph.Domains.Products;

/// <summary>What products and their lists carry beside their keys.</summary>
internal static class ProductTags
{
    /// <summary>Every list that is not bound to one category: any product may enter or leave it.</summary>
    public const string Lists = "products:list";

    /// <summary>A category's products and its lists: what an operator purges.</summary>
    public static string Category(string category) => "category:" + category;

    /// <summary>A category's lists alone. A change of one product touches these, and leaves the category's other products.</summary>
    public static string ListsOf(string category) => "products:category:" + category;

    public static IReadOnlyList<string> OfProduct(Product product) => [Category(product.Category)];

    public static IReadOnlyList<string> OfList(string list) =>
        ProductQuery.CategoryOf(list) is { } category ? [Category(category), ListsOf(category)] : [Lists];
}

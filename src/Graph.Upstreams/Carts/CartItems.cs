using System.Text.Json;

namespace Graph.Upstreams.Carts;

/// <summary>The lines of a cart or an order, in the order in which they were put in.</summary>
internal static class CartItems
{
    public static string ToJson(IReadOnlyList<CartItem> items) => JsonSerializer.Serialize(items, UpstreamsJson.Default.IReadOnlyListCartItem);

    public static IReadOnlyList<CartItem> FromJson(string json) => JsonSerializer.Deserialize(json, UpstreamsJson.Default.IReadOnlyListCartItem)!;

    public static IReadOnlyList<CartItem> Set(IReadOnlyList<CartItem> items, CartItem item) =>
        items.Any(i => i.ProductId == item.ProductId)
            ? [.. items.Select(i => i.ProductId == item.ProductId ? item : i)]
            : [.. items, item];

    /// <summary>Quantities add up; the price is that of the newer line.</summary>
    public static IReadOnlyList<CartItem> Merge(IReadOnlyList<CartItem> items, IReadOnlyList<CartItem> newer) => newer.Aggregate(items, (merged, item) =>
    {
        var quantity = item.Quantity + (merged.FirstOrDefault(i => i.ProductId == item.ProductId)?.Quantity ?? 0);
        return Set(merged, item with { Quantity = Math.Min(quantity, ItemQuantity.Max) });
    });
}

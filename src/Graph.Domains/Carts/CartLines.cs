using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>How a cart will look, while the carts service has not said it yet.</summary>
internal static class CartLines
{
    /// <param name="cart">The newest known state.</param>
    /// <param name="productId">Whose line it is.</param>
    /// <param name="quantity">From 1.</param>
    /// <param name="price">Of a line that is new. Null: not known, and a line without a price is not shown.</param>
    public static Cart Set(Cart cart, string productId, int quantity, Money? price)
    {
        if (cart.Items.Any(item => item.ProductId == productId))
            return cart with { Items = [.. cart.Items.Select(item => item.ProductId == productId ? item with { Quantity = quantity } : item)] };

        return price is null ? cart : cart with { Items = [.. cart.Items, new CartItem(productId, quantity, price)] };
    }

    public static Cart Without(Cart cart, string productId) =>
        cart with { Items = [.. cart.Items.Where(item => item.ProductId != productId)] };
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>A product in a cart, at the price that it had when it was put there.</summary>
public sealed record CartItem(string ProductId, int Quantity, Money UnitPrice)
{
    public Money LineTotal => UnitPrice with { Amount = UnitPrice.Amount * Quantity };
}

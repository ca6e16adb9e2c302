using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>A cart. Without an owner it is anonymous: whoever knows its id may use it.</summary>
public sealed record Cart(
    string Id, IReadOnlyList<CartItem> Items, int Version, DateTimeOffset UpdatedAt, string? OwnerId = null)
{
    // ISO 4217's own code for "no currency".
    private const string NoCurrency = "XXX";

    public IReadOnlyList<CartItem> Items { get; init; } = JsonElements.NotNull(Items);

    public int TotalQuantity => Items.Sum(item => item.Quantity);

    /// <summary>Nothing, in no currency, for an empty cart and for one with prices in several: those have no sum.</summary>
    public Money Subtotal
    {
        get
        {
            var currencies = Items.Select(item => item.UnitPrice.Currency).Distinct().Take(2).ToArray();
            return currencies is [var currency] ? new Money(Items.Sum(item => item.LineTotal.Amount), currency) : new Money(0, NoCurrency);
        }
    }
}

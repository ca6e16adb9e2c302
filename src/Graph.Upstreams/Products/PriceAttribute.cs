using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;

namespace Graph.Upstreams.Products;

/// <summary>An amount from 0 to a million with at most two decimals, in an ISO 4217 currency.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PriceAttribute : ValidationAttribute
{
    private const decimal Max = 1_000_000;

    public PriceAttribute()
        : base("The field {0} takes an amount from 0 to 1,000,000 with at most two decimals, and a currency of three capitals.")
    {
    }

    public override bool IsValid(object? value) =>
        value is null
        || value is Money { Amount: >= 0 and <= Max, Currency: { Length: 3 } currency } price
        && decimal.Round(price.Amount, 2) == price.Amount
        && currency.All(char.IsAsciiLetterUpper);
}

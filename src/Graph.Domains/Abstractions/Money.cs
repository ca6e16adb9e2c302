namespace Graph.Domains.Abstractions;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In the currency's own unit, e.g. 12.50.</param>
/// <param name="Currency">ISO 4217, e.g. <c>EUR</c>.</param>
public sealed record Money(decimal Amount, string Currency);

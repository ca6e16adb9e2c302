using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>A product of an order, at the price that was paid for one.</summary>
public sealed record OrderLine(string ProductId, int Quantity, Money UnitPrice);

namespace Graph.Domains.Abstractions;

/// <summary>There is less of a product than asked for.</summary>
public sealed record OutOfStock(string Message, string ProductId, int Available) : UserError(Message);

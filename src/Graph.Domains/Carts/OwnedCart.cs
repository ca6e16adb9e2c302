namespace Graph.Domains.Carts;

/// <summary>Which cart is a user's. None is known as such too, so that it carries the user's tags and falls with them.</summary>
public sealed record OwnedCart(string OwnerId, string? CartId);

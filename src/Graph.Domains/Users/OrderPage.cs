using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>A page of a user's orders, newest first. Nothing reads an order by its id, so the page holds them.</summary>
public sealed record OrderPage(IReadOnlyList<Order> Items, string? NextCursor, int Total)
    : Page([.. Items.Select(item => item.Id)], NextCursor, Total);

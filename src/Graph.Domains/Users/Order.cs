using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>Something bought. Orders are read below <c>/users</c>; the carts domain makes them, and shows their lines.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Items">What was bought.</param>
/// <param name="Total">What it cost.</param>
/// <param name="Status">How far it has come.</param>
/// <param name="PlacedAt">When it was bought.</param>
/// <param name="Version">Grows with each write.</param>
/// <param name="UserId">The buyer; null for a guest's.</param>
public sealed record Order(
    string Id,
    IReadOnlyList<OrderLine> Items,
    Money Total,
    OrderStatus Status,
    DateTimeOffset PlacedAt,
    int Version,
    string? UserId = null)
{
    public IReadOnlyList<OrderLine> Items { get; } = JsonElements.NotNull(Items);
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

public sealed record Product(
    string Id,
    string Name,
    string Category,
    Money Price,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Description = null,
    string? Brand = null,
    string? ImageUrl = null,
    string? SellerId = null);

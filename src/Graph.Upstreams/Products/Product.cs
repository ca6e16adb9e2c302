using Graph.Upstreams.Http;

namespace Graph.Upstreams.Products;

internal sealed record Product(
    string Id,
    string Name,
    string Description,
    string Category,
    string Brand,
    Money Price,
    string ImageUrl,
    string SellerId,
    int Version,
    DateTime CreatedAt,
    DateTime UpdatedAt) : IVersioned;

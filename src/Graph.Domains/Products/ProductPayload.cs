using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

public sealed record ProductPayload(Product? Product, IReadOnlyList<UserError> Errors);

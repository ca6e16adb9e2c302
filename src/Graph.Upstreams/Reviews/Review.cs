using Graph.Upstreams.Http;

namespace Graph.Upstreams.Reviews;

internal sealed record Review(
    string Id,
    string ProductId,
    string AuthorId,
    int Rating,
    string? Title,
    string Body,
    int Helpful,
    int Version,
    DateTime CreatedAt,
    DateTime UpdatedAt) : IVersioned;

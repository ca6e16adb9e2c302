namespace Graph.Domains.Reviews;

public sealed record Review(
    string Id,
    string ProductId,
    string AuthorId,
    int Rating,
    string Body,
    int Helpful,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Title = null);

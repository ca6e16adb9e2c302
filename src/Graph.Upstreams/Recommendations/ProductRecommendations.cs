namespace Graph.Upstreams.Recommendations;

internal sealed record ProductRecommendations(string ProductId, IReadOnlyList<string> Items, int Version, DateTime UpdatedAt);

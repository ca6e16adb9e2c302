namespace Graph.Upstreams.Recommendations;

internal sealed record UserRecommendations(string UserId, IReadOnlyList<string> Items);

namespace Graph.Upstreams.Analytics;

internal sealed record Trending(IReadOnlyList<TrendingProduct> Items, DateTime ComputedAt);

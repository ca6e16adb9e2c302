namespace Graph.Upstreams.Analytics;

internal sealed record TrendingProduct(string ProductId, double TrendScore);

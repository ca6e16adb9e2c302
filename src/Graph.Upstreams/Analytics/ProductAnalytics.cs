namespace Graph.Upstreams.Analytics;

/// <summary>Conversion is purchases per view; trend is what happened lately, where 1 is the average product.</summary>
internal sealed record ProductAnalytics(
    string ProductId, int Views, int Purchases, double ConversionRate, double TrendScore, int Version, DateTime UpdatedAt);

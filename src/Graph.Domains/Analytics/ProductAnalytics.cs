namespace Graph.Domains.Analytics;

public sealed record ProductAnalytics(string ProductId, int Views, int Purchases, double ConversionRate, double TrendScore);

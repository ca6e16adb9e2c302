namespace Graph.TestKit.Metrics;

/// <summary>One line of a scrape.</summary>
public sealed record PrometheusSample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

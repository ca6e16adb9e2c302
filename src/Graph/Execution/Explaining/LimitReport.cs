namespace Graph.Execution.Explaining;

/// <summary>The value that ends a response's freshness.</summary>
/// <param name="Source">What it is of.</param>
/// <param name="Key">Its logical key.</param>
/// <param name="Paths">The fields that it was read for.</param>
internal sealed record LimitReport(string Source, string Key, IReadOnlyList<string> Paths);

using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

/// <summary>A page of one product's reviews. Only first pages carry the list's average; null there when it is empty.</summary>
public sealed record ReviewPage(IReadOnlyList<string> Ids, string? NextCursor, int Total, string ProductId, double? AverageRating = null)
    : Page(Ids, NextCursor, Total);

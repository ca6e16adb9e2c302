namespace Graph.Domains.Abstractions;

/// <summary>Names one page of one list.</summary>
/// <param name="List">Which list: the owner's id (<c>7</c> of <c>reviews:product:7</c>), or the canonical query of a root list.</param>
/// <param name="First">How many items are needed, 1 to 100. A longer cached page answers a shorter one.</param>
/// <param name="After">The upstream's cursor that the page starts after; null for the first page.</param>
public readonly record struct PageKey(string List, int First, string? After = null);

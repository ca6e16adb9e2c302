namespace Graph.Domains.Abstractions;

/// <summary>A page of a list as an upstream answers it: <c>{"items": […], "nextCursor": "…"|null, "total": n}</c>.</summary>
/// <param name="Items">The page's items, in order.</param>
/// <param name="Total">How many items the whole list has.</param>
/// <param name="NextCursor">The upstream's cursor of the page after this one; null at the end.</param>
/// <typeparam name="T">How one item is read.</typeparam>
public record UpstreamPage<T>(IReadOnlyList<T> Items, int Total, string? NextCursor = null) : UpstreamItems<T>(Items) where T : class;

namespace Graph.Loading;

/// <summary>A place in a list: after an item of the page that the upstream gives for a cursor of its own.</summary>
/// <param name="After">The upstream's cursor of the page; null for the first.</param>
/// <param name="Skip">How many items of that page come before the place.</param>
internal readonly record struct Cursor(string? After, int Skip);

using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>One key of a read.</summary>
/// <param name="Id">The id in the cache.</param>
/// <param name="Extent">How many items of a list are needed; 0 for an entity. A longer cached page answers a shorter read.</param>
/// <param name="List">Which list; null for an entity.</param>
/// <param name="After">The upstream's cursor that the page starts after.</param>
internal readonly record struct ReadKey(string Id, int Extent = 0, string? List = null, string? After = null)
{
    public static ReadKey Of(PageKey page) =>
        new(page.After is null ? page.List : $"{page.List}?after={page.After}", page.First, page.List, page.After);

    public PageKey Page => new(List ?? Id, Extent, After);
}

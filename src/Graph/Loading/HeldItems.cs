using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The items of a page that holds them.</summary>
internal static class HeldItems
{
    /// <summary>Null where the list's items are entities of their own.</summary>
    /// <exception cref="InvalidOperationException">There are not as many as ids: cursors would name the wrong ones.</exception>
    public static IReadOnlyList<TItem>? HeldBy<TItem, TPage>(this ListSource<TItem, TPage> source, TPage page)
        where TItem : class where TPage : Page
    {
        var items = source.HeldItems?.Invoke(page);
        return items is null || items.Count == page.Ids.Count
            ? items
            : throw new InvalidOperationException($"A page of '{source.Name}' holds {items.Count} items for {page.Ids.Count} ids.");
    }
}

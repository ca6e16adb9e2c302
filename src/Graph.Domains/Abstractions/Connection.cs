namespace Graph.Domains.Abstractions;

/// <summary>A slice of a list in Relay's shape. Holds ids; items are read when <c>nodes</c> or <c>edges</c> are selected.</summary>
/// <typeparam name="TItem">The record behind the items' type.</typeparam>
/// <typeparam name="TPage">What is cached for a page.</typeparam>
public sealed class Connection<TItem, TPage> where TItem : class where TPage : Page
{
    private readonly Func<int, string> _cursor;

    /// <param name="page">A page of the list, for what it says about the whole list.</param>
    /// <param name="ids">The slice's ids.</param>
    /// <param name="hasPrevious">Whether the slice starts after a cursor.</param>
    /// <param name="hasNext">Whether items follow.</param>
    /// <param name="cursor">The opaque, signed cursor of the item at an index of the slice; made when it is asked for.</param>
    public Connection(TPage page, IReadOnlyList<string> ids, bool hasPrevious, bool hasNext, Func<int, string> cursor)
    {
        Page = page;
        Ids = ids;
        _cursor = cursor;
        PageInfo = new PageInfo(
            hasNext, hasPrevious, ids.Count == 0 ? null : () => cursor(0), ids.Count == 0 ? null : () => cursor(ids.Count - 1));
    }

    /// <summary>A page of the list, for what it says about the whole list.</summary>
    public TPage Page { get; }

    /// <summary>The slice's ids.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>How many items the whole list has.</summary>
    public int TotalCount => Page.Total;

    /// <summary>Where the slice stands.</summary>
    public PageInfo PageInfo { get; }

    /// <summary>The cursor of the item at an index of the slice.</summary>
    public string CursorAt(int index) => _cursor(index);
}

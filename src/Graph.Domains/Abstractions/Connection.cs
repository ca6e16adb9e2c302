namespace Graph.Domains.Abstractions;

/// <summary>A slice of a list in Relay's shape. Holds ids, and items are read when <c>nodes</c> or <c>edges</c> are selected; or the items
/// themselves, where the list's pages hold them.</summary>
/// <typeparam name="TItem">The record behind the items' type.</typeparam>
/// <typeparam name="TPage">What is cached for a page.</typeparam>
public sealed class Connection<TItem, TPage> where TItem : class where TPage : Page
{
    private readonly Func<int, string> _cursor;
    private readonly bool _hasPrevious;
    private readonly bool _hasNext;

    /// <param name="page">A page of the list, for what it says about the whole list.</param>
    /// <param name="ids">The slice's ids.</param>
    /// <param name="hasPrevious">Whether the slice starts after a cursor.</param>
    /// <param name="hasNext">Whether items follow.</param>
    /// <param name="cursor">The opaque, signed cursor of the item at an index of the slice; made when it is asked for.</param>
    /// <param name="held">The slice's items, as many as ids, where the list's pages hold them.</param>
    public Connection(
        TPage page, IReadOnlyList<string> ids, bool hasPrevious, bool hasNext, Func<int, string> cursor, IReadOnlyList<TItem>? held = null)
    {
        Page = page;
        Ids = ids;
        Held = held;
        _cursor = cursor;
        _hasPrevious = hasPrevious;
        _hasNext = hasNext;
    }

    /// <summary>A page of the list, for what it says about the whole list.</summary>
    public TPage Page { get; }

    /// <summary>The slice's ids.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The slice's items, as many as <see cref="Ids"/> and in their order; null where they are entities of their own.</summary>
    public IReadOnlyList<TItem>? Held { get; }

    /// <summary>How many items the whole list has.</summary>
    public int TotalCount => Page.Total;

    /// <summary>Where the slice stands.</summary>
    public PageInfo PageInfo => new(
        _hasNext, _hasPrevious, Ids.Count == 0 ? null : () => _cursor(0), Ids.Count == 0 ? null : () => _cursor(Ids.Count - 1));

    /// <summary>The cursor of the item at an index of the slice.</summary>
    public string CursorAt(int index) => _cursor(index);
}

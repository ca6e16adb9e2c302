using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>A slice in the making: ids, or items, from one or two pages, with the place of each.</summary>
internal sealed class Slice<TItem, TPage>(ListSource<TItem, TPage> source, string list, CursorCodec cursors)
    where TItem : class where TPage : Page
{
    private readonly List<string> _ids = [];
    private readonly List<TItem>? _held = source.HeldItems is null ? null : [];
    private readonly List<Cursor> _places = [];
    private TPage? _page;
    private bool _hasNext;

    public string ListKey => source.KeyOf(list);

    public int Count => _ids.Count;

    /// <summary>Adds items of a page from a place on.</summary>
    public Slice<TItem, TPage> Add(TPage page, Cursor from, int count)
    {
        _page ??= page;
        var end = Math.Min(page.Ids.Count, from.Skip + count);
        var held = source.HeldBy(page);
        _ids.EnsureCapacity(_ids.Count + Math.Max(0, end - from.Skip));
        _places.EnsureCapacity(_ids.Capacity);
        for (var i = from.Skip; i < end; i++)
        {
            _ids.Add(page.Ids[i]);
            _held?.Add(held![i]);

            // After a page's last item the next page begins; this one need not be read again.
            _places.Add(i + 1 == page.Ids.Count && page.NextCursor is { } next ? new Cursor(next, 0) : new Cursor(from.After, i + 1));
        }

        _hasNext = end < page.Ids.Count || page.NextCursor is not null;
        return this;
    }

    public Connection<TItem, TPage> ToConnection(bool hasPrevious)
    {
        return new Connection<TItem, TPage>(_page!, _ids, hasPrevious, _hasNext, CursorAt, _held);
    }

    private string CursorAt(int index) => cursors.Encode(ListKey, _places[index]);
}

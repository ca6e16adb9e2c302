using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>A slice in the making: ids, or items, from one or two pages, with the place of each.</summary>
internal sealed class Slice<TItem, TPage>(ListSource<TItem, TPage> source, string list, CursorCodec cursors)
    where TItem : class where TPage : Page
{
    private readonly List<Part> _parts = new(1);
    private IReadOnlyList<string> _ids = [];
    private IReadOnlyList<TItem>? _held = source.HeldItems is null ? null : [];

    public string ListKey => source.KeyOf(list);

    public int Count => _ids.Count;

    /// <summary>Adds items of a page from a place on.</summary>
    public Slice<TItem, TPage> Add(TPage page, Cursor from, int count)
    {
        var part = new Part(page, from, Count, Math.Min(page.Ids.Count, from.Skip + count));
        _parts.Add(part);
        _ids = Joined(_ids, page.Ids, part);
        _held = _held is null ? null : Joined(_held, source.HeldBy(page)!, part);
        return this;
    }

    public Connection<TItem, TPage> ToConnection(bool hasPrevious) =>
        new(_parts[0].Page, _ids, hasPrevious, _parts[^1].HasNext, CursorAt, _held);

    // Most slices are just a page: then nothing is copied.
    private static IReadOnlyList<T> Joined<T>(IReadOnlyList<T> before, IReadOnlyList<T> ofPage, Part part)
    {
        if (before.Count == 0 && part.From.Skip == 0 && part.End == ofPage.Count)
        {
            return ofPage;
        }

        var joined = new List<T>(before.Count + Math.Max(0, part.End - part.From.Skip));
        joined.AddRange(before);
        for (var i = part.From.Skip; i < part.End; i++)
        {
            joined.Add(ofPage[i]);
        }

        return joined;
    }

    private string CursorAt(int index)
    {
        var at = _parts.Count - 1;
        while (_parts[at].Start > index)
        {
            at--;
        }

        var part = _parts[at];
        var next = part.From.Skip + index - part.Start + 1;

        // After a page's last item the next page begins; this one need not be read again.
        return cursors.Encode(
            ListKey, next == part.Page.Ids.Count && part.Page.NextCursor is { } cursor ? new Cursor(cursor, 0) : new Cursor(part.From.After, next));
    }

    /// <summary>What a page gives of a slice.</summary>
    /// <param name="Page">The page.</param>
    /// <param name="From">The place that it begins after.</param>
    /// <param name="Start">Where in the slice it stands.</param>
    /// <param name="End">Where in the page it ends.</param>
    private sealed record Part(TPage Page, Cursor From, int Start, int End)
    {
        public bool HasNext => End < Page.Ids.Count || Page.NextCursor is not null;
    }
}

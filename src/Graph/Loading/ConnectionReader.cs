using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Cuts slices in Relay's shape out of cached pages. A longer cached page answers a shorter read; a slice that begins in
/// mid-page reads that page again and, where it ends short, the one after it.</summary>
internal sealed class ConnectionReader(ILoader load, CursorCodec cursors)
{
    public async ValueTask<LoadResult<Connection<TItem, TPage>>[]> ReadAsync<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page
    {
        if (!PageArguments.TryRead(arguments, out var page, out var failure))
        {
            return LoadResults.AllFailed<Connection<TItem, TPage>>(lists.Count, failure);
        }

        if (page.After is null)
        {
            return await FirstAsync(source, lists, page);
        }

        var results = new LoadResult<Connection<TItem, TPage>>[lists.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = await AfterAsync(source, lists[i], page);
        }

        return results;
    }

    private async ValueTask<LoadResult<Connection<TItem, TPage>>[]> FirstAsync<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, PageArguments page)
        where TItem : class where TPage : Page
    {
        var keys = new PageKey[lists.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = new PageKey(lists[i], page.Fetch);
        }

        var pages = await load.Pages(source, keys);
        var results = new LoadResult<Connection<TItem, TPage>>[pages.Length];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = pages[i].Value is { } found
                ? new Slice<TItem, TPage>(source, lists[i], cursors).Add(found, new Cursor(null, 0), page.First).ToConnection(hasPrevious: false)
                : pages[i].Failure is { } failed ? failed : LoadResult<Connection<TItem, TPage>>.NotFound;
        }

        return results;
    }

    private async ValueTask<LoadResult<Connection<TItem, TPage>>> AfterAsync<TItem, TPage>(
        ListSource<TItem, TPage> source, string list, PageArguments page)
        where TItem : class where TPage : Page
    {
        var slice = new Slice<TItem, TPage>(source, list, cursors);
        if (!cursors.TryDecode(slice.ListKey, page.After!, out var cursor))
        {
            return Failure.BadInput("'after' is not a cursor of this list. Use one that the same list, with the same filter and sort, has given.");
        }

        while (true)
        {
            var wanted = Math.Clamp(cursor.Skip + page.First - slice.Count, 1, PageArguments.MaxFirst);
            var result = (await load.Pages(source, [new PageKey(list, wanted, cursor.After)]))[0];
            if (!result.IsFound)
            {
                return result.Select(_ => slice.ToConnection(hasPrevious: true));
            }

            slice.Add(result.Value!, cursor, page.First - slice.Count);
            if (slice.Count >= page.First || result.Value!.NextCursor is not { } next || result.Value.Ids.Count == 0)
            {
                return slice.ToConnection(hasPrevious: true);
            }

            cursor = new Cursor(next, 0);
        }
    }
}

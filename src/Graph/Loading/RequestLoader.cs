using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The DataLoaders of one request.</summary>
internal sealed class RequestLoader : ILoader
{
    private readonly Memos _memos;
    private readonly ConnectionReader _connections;

    public RequestLoader(IReads reads, CursorCodec cursors)
    {
        _memos = new Memos(reads);
        _connections = new ConnectionReader(this, cursors);
        reads.PrimeInto(_memos);
    }

    public ValueTask<LoadResult<T>[]> Many<T>(EntitySource<T> source, IReadOnlyList<string?> ids) where T : class =>
        _memos.Of<T>(source).ReadAsync(new EntityKeys(ids));

    public ValueTask<LoadResult<TPage>[]> Pages<TItem, TPage>(ListSource<TItem, TPage> source, IReadOnlyList<PageKey> keys)
        where TItem : class where TPage : Page =>
        _memos.Of<TPage>(source).ReadAsync(new PageKeys(keys));

    public ValueTask<LoadResult<Connection<TItem, TPage>>[]> Connections<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page =>
        _connections.ReadAsync(source, lists, arguments);

    public async ValueTask<LoadResult<IReadOnlyList<T>>[]> Groups<T>(EntitySource<T> source, IReadOnlyList<IReadOnlyList<string>> groups)
        where T : class
    {
        var all = await Many(source, AllOf(groups));
        var results = new LoadResult<IReadOnlyList<T>>[groups.Count];
        var next = 0;
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Gather(all.AsSpan(next, groups[i].Count));
            next += groups[i].Count;
        }

        return results;
    }

    public async ValueTask<LoadResult<IReadOnlyList<TItem>>[]> Lists<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page
    {
        if (!PageArguments.TryRead(arguments, out var page, out var failure))
        {
            return LoadResults.AllFailed<IReadOnlyList<TItem>>(lists.Count, failure);
        }

        var pages = await Pages(source, [.. lists.Select(list => new PageKey(list, page.Fetch))]);
        if (source.Items is not { } items)
        {
            return [.. pages.Select(result => result.IsFailed ? result.Failure! : HeldOf(source, result.Value, page.First))];
        }

        var groups = await Groups(
            items, [.. pages.Select(result => (IReadOnlyList<string>)[.. (result.Value?.Ids ?? []).Take(page.First)])]);
        return [.. pages.Select((result, i) => result.IsFailed ? result.Failure! : groups[i])];
    }

    private static string[] AllOf(IReadOnlyList<IReadOnlyList<string>> groups)
    {
        var count = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            count += groups[i].Count;
        }

        var all = new string[count];
        var next = 0;
        for (var i = 0; i < groups.Count; i++)
        {
            for (var j = 0; j < groups[i].Count; j++)
            {
                all[next++] = groups[i][j];
            }
        }

        return all;
    }

    private static LoadResult<IReadOnlyList<TItem>> HeldOf<TItem, TPage>(ListSource<TItem, TPage> source, TPage? page, int first)
        where TItem : class where TPage : Page =>
        LoadResults.Found<IReadOnlyList<TItem>>(page is null ? [] : [.. source.HeldBy(page)!.Take(first)]);

    // An array of just the found: that is what the engine reads quickest.
    private static LoadResult<IReadOnlyList<T>> Gather<T>(ReadOnlySpan<LoadResult<T>> results) where T : class
    {
        var found = new T[results.Length];
        var count = 0;
        foreach (var result in results)
        {
            if (result.Value is { } value)
            {
                found[count++] = value;
            }
            else if (result.Failure is { } failure)
            {
                return failure;
            }
        }

        if (count < found.Length)
        {
            Array.Resize(ref found, count);
        }

        return LoadResults.Found<IReadOnlyList<T>>(found);
    }
}

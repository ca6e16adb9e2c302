using Graph.Caching;
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

    public ValueTask<LoadResult<T>[]> Many<T>(EntitySource<T> source, IReadOnlyList<string?> ids) where T : class
    {
        var keys = new ReadKey?[ids.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ids[i] is { } id ? new ReadKey(id) : null;
        }

        return _memos.Of<T>(source).ReadAsync(keys);
    }

    public ValueTask<LoadResult<TPage>[]> Pages<TItem, TPage>(ListSource<TItem, TPage> source, IReadOnlyList<PageKey> keys)
        where TItem : class where TPage : Page
    {
        var reads = new ReadKey?[keys.Count];
        for (var i = 0; i < reads.Length; i++)
        {
            reads[i] = ReadKey.Of(keys[i]);
        }

        return _memos.Of<TPage>(source).ReadAsync(reads);
    }

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

    private static LoadResult<IReadOnlyList<T>> Gather<T>(ReadOnlySpan<LoadResult<T>> results) where T : class
    {
        var found = new List<T>(results.Length);
        foreach (var result in results)
        {
            if (result.IsFailed)
            {
                return result.Failure!;
            }

            if (result.IsFound)
            {
                found.Add(result.Value!);
            }
        }

        return LoadResults.Found<IReadOnlyList<T>>(found);
    }
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

/// <summary>Fetches at once, in batches, and remembers nothing.</summary>
internal sealed class DirectLoader(FakeGraph graph) : ILoader
{
    public async ValueTask<LoadResult<T>[]> Many<T>(EntitySource<T> source, IReadOnlyList<string?> ids) where T : class
    {
        string[] distinct = [.. ids.OfType<string>().Distinct()];
        if (distinct.Length == 0)
            return new LoadResult<T>[ids.Count];

        var fetched = await graph.Entity(source).Batch!(distinct, graph.Fetch);
        return [.. ids.Select(id => id is null ? LoadResult<T>.NotFound : fetched[Array.IndexOf(distinct, id)])];
    }

    public async ValueTask<LoadResult<TPage>[]> Pages<TItem, TPage>(ListSource<TItem, TPage> source, IReadOnlyList<PageKey> keys)
        where TItem : class where TPage : Page
    {
        var list = graph.List(source);
        if (list.FirstPages is { } firstPages && keys.All(key => key.After is null))
            return await firstPages([.. keys.Select(key => key.List)], keys[0].First, graph.Fetch);

        return await Task.WhenAll(keys.Select(key => list.OnePage!(key, graph.Fetch).AsTask()));
    }

    public async ValueTask<LoadResult<Connection<TItem, TPage>>[]> Connections<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments) where TItem : class where TPage : Page
    {
        var after = arguments.Text("after");
        var pages = await Pages(source, [.. lists.Select(list => new PageKey(list, arguments.Int("first") ?? 10, after))]);
        return Array.ConvertAll(pages, result => result.Select(page => new Connection<TItem, TPage>(
            page, page.Ids, hasPrevious: after is not null, hasNext: page.NextCursor is not null, index => $"{index}")));
    }

    public async ValueTask<LoadResult<IReadOnlyList<T>>[]> Groups<T>(
        EntitySource<T> source, IReadOnlyList<IReadOnlyList<string>> groups) where T : class
    {
        var results = new List<LoadResult<IReadOnlyList<T>>>();
        foreach (var group in groups)
        {
            var items = await Many(source, group);
            results.Add(LoadResults.Found<IReadOnlyList<T>>([.. items.Where(item => item.IsFound).Select(item => item.Value!)]));
        }

        return [.. results];
    }

    public async ValueTask<LoadResult<IReadOnlyList<TItem>>[]> Lists<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments) where TItem : class where TPage : Page
    {
        var pages = await Pages(source, [.. lists.Select(list => new PageKey(list, arguments.Int("first") ?? 10))]);
        return source.HeldItems is { } held
            ? Array.ConvertAll(pages, page => page.Select(held))
            : await Groups(source.Items!, [.. pages.Select(page => page.Value?.Ids ?? [])]);
    }
}

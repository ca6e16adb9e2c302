using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>The items of N connections, when they are selected: read in one call, or taken from the pages that hold them.</summary>
internal static class ConnectionItems
{
    public static ValueTask<LoadResult<IReadOnlyList<TItem>>[]> NodesAsync<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<Connection<TItem, TPage>> connections, ILoader load)
        where TItem : class where TPage : Page =>
        source.Items is { } items
            ? load.Groups(items, [.. connections.Select(connection => connection.Ids)])
            : ValueTask.FromResult(Each(connections, HeldBy));

    public static async ValueTask<LoadResult<IReadOnlyList<Edge<TItem>>>[]> EdgesAsync<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<Connection<TItem, TPage>> connections, ILoader load)
        where TItem : class where TPage : Page
    {
        if (source.Items is not { } items)
        {
            return Each(connections, HeldEdgesOf);
        }

        var nodes = await NodesAsync(source, connections, load);
        return [.. nodes.Select((result, i) => result.Select(found => (IReadOnlyList<Edge<TItem>>)EdgesOf(items, connections[i], found)))];
    }

    private static LoadResult<IReadOnlyList<T>>[] Each<T, TItem, TPage>(
        IReadOnlyList<Connection<TItem, TPage>> connections, Func<Connection<TItem, TPage>, IReadOnlyList<T>> select)
        where TItem : class where TPage : Page =>
        [.. connections.Select(connection => LoadResults.Found(select(connection)))];

    private static IReadOnlyList<TItem> HeldBy<TItem, TPage>(Connection<TItem, TPage> connection) where TItem : class where TPage : Page =>
        connection.Held ?? [];

    private static IReadOnlyList<Edge<TItem>> HeldEdgesOf<TItem, TPage>(Connection<TItem, TPage> connection)
        where TItem : class where TPage : Page =>
        [.. HeldBy(connection).Select((item, i) => new Edge<TItem>(connection.CursorAt(i), item))];

    // An item that is gone has no edge; the others keep the cursors of their places.
    private static List<Edge<TItem>> EdgesOf<TItem, TPage>(
        EntitySource<TItem> items, Connection<TItem, TPage> connection, IReadOnlyList<TItem> found)
        where TItem : class where TPage : Page
    {
        // An id may come twice: when the list moves, an item stands at the end of one page and the start of the next.
        var byId = new Dictionary<string, TItem>(found.Count, StringComparer.Ordinal);
        foreach (var item in found)
        {
            byId[items.Id(item)] = item;
        }

        var edges = new List<Edge<TItem>>(found.Count);
        for (var i = 0; i < connection.Ids.Count; i++)
        {
            if (byId.TryGetValue(connection.Ids[i], out var node))
            {
                edges.Add(new Edge<TItem>(connection.CursorAt(i), node));
            }
        }

        return edges;
    }
}

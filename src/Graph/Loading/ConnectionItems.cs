using Graph.Domains.Abstractions;

namespace Graph.Loading;

/// <summary>Reads the items of N connections in one call, when they are selected.</summary>
internal static class ConnectionItems
{
    public static ValueTask<LoadResult<IReadOnlyList<TItem>>[]> NodesAsync<TItem, TPage>(
        EntitySource<TItem> items, IReadOnlyList<Connection<TItem, TPage>> connections, ILoader load)
        where TItem : class where TPage : Page =>
        load.Groups(items, [.. connections.Select(connection => connection.Ids)]);

    public static async ValueTask<LoadResult<IReadOnlyList<Edge<TItem>>>[]> EdgesAsync<TItem, TPage>(
        EntitySource<TItem> items, IReadOnlyList<Connection<TItem, TPage>> connections, ILoader load)
        where TItem : class where TPage : Page
    {
        var nodes = await NodesAsync(items, connections, load);
        return [.. nodes.Select((result, i) => result.Select(found => (IReadOnlyList<Edge<TItem>>)EdgesOf(items, connections[i], found)))];
    }

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

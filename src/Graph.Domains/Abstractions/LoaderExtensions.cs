namespace Graph.Domains.Abstractions;

/// <summary>The loader's calls as a domain writes them.</summary>
public static class LoaderExtensions
{
    /// <summary>The entity of one id.</summary>
    public static async ValueTask<LoadResult<T>> One<T>(this ILoader load, EntitySource<T> source, string id) where T : class =>
        (await load.Many(source, [id]))[0];

    /// <summary>The entity that each parent points at, in the parents' order.</summary>
    public static ValueTask<LoadResult<T>[]> Many<T, TParent>(
        this ILoader load, EntitySource<T> source, IReadOnlyList<TParent> parents, Func<TParent, string?> id) where T : class =>
        load.Many(source, Select(parents, id));

    /// <summary>The list of each parent as a connection, in the parents' order.</summary>
    public static ValueTask<LoadResult<Connection<TItem, TPage>>[]> Connections<TItem, TPage, TParent>(
        this ILoader load, ListSource<TItem, TPage> source, IReadOnlyList<TParent> parents, Func<TParent, string> list, Arguments arguments)
        where TItem : class where TPage : Page =>
        load.Connections(source, Select(parents, list), arguments);

    /// <summary>One list as a connection.</summary>
    public static async ValueTask<LoadResult<Connection<TItem, TPage>>> Connection<TItem, TPage>(
        this ILoader load, ListSource<TItem, TPage> source, string list, Arguments arguments) where TItem : class where TPage : Page =>
        (await load.Connections(source, [list], arguments))[0];

    /// <summary>The list of each parent as plain items, in the parents' order.</summary>
    public static ValueTask<LoadResult<IReadOnlyList<TItem>>[]> Lists<TItem, TPage, TParent>(
        this ILoader load, ListSource<TItem, TPage> source, IReadOnlyList<TParent> parents, Func<TParent, string> list, Arguments arguments)
        where TItem : class where TPage : Page =>
        load.Lists(source, Select(parents, list), arguments);

    /// <summary>One list as plain items.</summary>
    public static async ValueTask<LoadResult<IReadOnlyList<TItem>>> List<TItem, TPage>(
        this ILoader load, ListSource<TItem, TPage> source, string list, Arguments arguments) where TItem : class where TPage : Page =>
        (await load.Lists(source, [list], arguments))[0];

    private static TResult[] Select<TParent, TResult>(IReadOnlyList<TParent> parents, Func<TParent, TResult> select)
    {
        var results = new TResult[parents.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = select(parents[i]);
        }

        return results;
    }
}

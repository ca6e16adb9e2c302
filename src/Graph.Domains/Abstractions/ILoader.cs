namespace Graph.Domains.Abstractions;

/// <summary>The request's DataLoaders: every key is read at most once a request, shared with other requests where it may be, batched,
/// and answered with a result of its own. Failures are results; nothing here throws for an upstream's sake.</summary>
public interface ILoader
{
    /// <summary>One result per id, in order; a null id gives <see cref="LoadResult{T}.NotFound"/>.</summary>
    ValueTask<LoadResult<T>[]> Many<T>(EntitySource<T> source, IReadOnlyList<string?> ids) where T : class;

    /// <summary>One page of each list, in order.</summary>
    ValueTask<LoadResult<TPage>[]> Pages<TItem, TPage>(ListSource<TItem, TPage> source, IReadOnlyList<PageKey> keys)
        where TItem : class where TPage : Page;

    /// <summary>One connection per list, in order, by the field's <c>first</c> and <c>after</c>. The items are read when they are selected.</summary>
    /// <returns>Failures with <c>BAD_USER_INPUT</c> for a <c>first</c> outside 0 to the limit, or a cursor of another list.</returns>
    ValueTask<LoadResult<Connection<TItem, TPage>>[]> Connections<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page;

    /// <summary>The items of each group of ids: unknown ids are dropped, a failed one fails its group.</summary>
    ValueTask<LoadResult<IReadOnlyList<T>>[]> Groups<T>(EntitySource<T> source, IReadOnlyList<IReadOnlyList<string>> groups) where T : class;

    /// <summary>The first items of each list, without paging, in order: unknown ids are dropped, a failed one fails its list.</summary>
    /// <returns>Failures with <c>BAD_USER_INPUT</c> for a <c>first</c> outside 0 to the limit.</returns>
    ValueTask<LoadResult<IReadOnlyList<TItem>>[]> Lists<TItem, TPage>(
        ListSource<TItem, TPage> source, IReadOnlyList<string> lists, Arguments arguments)
        where TItem : class where TPage : Page;
}

namespace Graph.Domains.Abstractions;

/// <summary>Declares how a list is fetched and tagged. At least one of the two fetches is needed.</summary>
/// <typeparam name="TItem">The record behind the items' type.</typeparam>
/// <typeparam name="TPage">What is cached for a page.</typeparam>
public interface IListBuilder<TItem, TPage> where TItem : class where TPage : Page
{
    /// <summary>First pages of many lists in one call: lists (distinct, at most the upstream's <c>MaxBatchSize</c>) and the page size in,
    /// one result per list out, in their order. An unknown owner has an empty list, or none (<see cref="LoadResult{T}.NotFound"/>).</summary>
    IListBuilder<TItem, TPage> FetchFirstPages(Func<IReadOnlyList<string>, int, FetchContext, ValueTask<LoadResult<TPage>[]>> fetch);

    /// <summary>One page of one list: later pages where first ones come in batches, else every page.</summary>
    IListBuilder<TItem, TPage> FetchPage(Func<PageKey, FetchContext, ValueTask<LoadResult<TPage>>> fetch);

    /// <summary>The tags of a list's pages, by <see cref="PageKey.List"/>. An empty or missing list carries them too,
    /// so that a creation reaches it.</summary>
    IListBuilder<TItem, TPage> Tags(Func<string, IReadOnlyList<string>> tags);

    /// <summary>Fetches with the viewer's own bearer token; as <see cref="IEntityBuilder{T}.AsViewer"/>.</summary>
    IListBuilder<TItem, TPage> AsViewer();
}

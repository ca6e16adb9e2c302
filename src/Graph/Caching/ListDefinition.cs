using Graph.Domains.Abstractions;

namespace Graph.Caching;

internal sealed class ListDefinition<TItem, TPage>(ListSource<TItem, TPage> source, string domain)
    : SourceDefinition<TPage>(source, domain), IListBuilder<TItem, TPage>
    where TItem : class where TPage : Page
{
    private Func<IReadOnlyList<string>, int, FetchContext, ValueTask<LoadResult<TPage>[]>>? _firstPages;
    private Func<PageKey, FetchContext, ValueTask<LoadResult<TPage>>>? _page;
    private Func<string, IReadOnlyList<string>> _tags = _ => [];

    public override string Label => Source.Name;

    public override string? Problem => _firstPages is null && _page is null
        ? $"List '{Source.Name}' of domain {Domain} has neither FetchFirstPages nor FetchPage."
        : null;

    public IListBuilder<TItem, TPage> FetchFirstPages(
        Func<IReadOnlyList<string>, int, FetchContext, ValueTask<LoadResult<TPage>[]>> fetch)
    {
        _firstPages = fetch;
        return this;
    }

    public IListBuilder<TItem, TPage> FetchPage(Func<PageKey, FetchContext, ValueTask<LoadResult<TPage>>> fetch)
    {
        _page = fetch;
        return this;
    }

    public IListBuilder<TItem, TPage> Tags(Func<string, IReadOnlyList<string>> tags)
    {
        _tags = tags;
        return this;
    }

    public IListBuilder<TItem, TPage> AsViewer()
    {
        FetchesAsViewer = true;
        return this;
    }

    // First pages of one size share a call; any other page is a call of its own.
    public override int GroupOf(ReadKey key) => _firstPages is not null && key.After is null ? key.Extent : -1;

    public override long? VersionOf(TPage value) => null;

    public override IReadOnlyList<string> TagsOf(ReadKey key, TPage? value) => _tags(key.Page.List);

    public override bool IsComplete(TPage? value) => value?.NextCursor is null;

    public override async ValueTask<LoadResult<TPage>[]> FetchAsync(IReadOnlyList<ReadKey> keys, FetchContext context)
    {
        if (GroupOf(keys[0]) >= 0)
        {
            return await _firstPages!([.. keys.Select(key => key.Page.List)], keys[0].Extent, context);
        }

        var results = new LoadResult<TPage>[keys.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = _page is null
                ? Failure.BadInput($"'{Source.Name}' has no pages after the first.")
                : await _page(keys[i].Page, context);
        }

        return results;
    }
}

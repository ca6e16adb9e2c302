using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

internal sealed class RecordedList<TItem, TPage>(ListSource<TItem, TPage> source) : RecordedSource(source), IListBuilder<TItem, TPage>
    where TItem : class where TPage : Page
{
    public Func<IReadOnlyList<string>, int, FetchContext, ValueTask<LoadResult<TPage>[]>>? FirstPages { get; private set; }

    public Func<PageKey, FetchContext, ValueTask<LoadResult<TPage>>>? OnePage { get; private set; }

    public Func<string, IReadOnlyList<string>> TagsOf { get; private set; } = _ => [];

    public IListBuilder<TItem, TPage> FetchFirstPages(
        Func<IReadOnlyList<string>, int, FetchContext, ValueTask<LoadResult<TPage>[]>> fetch)
    {
        FirstPages = fetch;
        return this;
    }

    public IListBuilder<TItem, TPage> FetchPage(Func<PageKey, FetchContext, ValueTask<LoadResult<TPage>>> fetch)
    {
        OnePage = fetch;
        return this;
    }

    public IListBuilder<TItem, TPage> Tags(Func<string, IReadOnlyList<string>> tags)
    {
        TagsOf = tags;
        return this;
    }

    public IListBuilder<TItem, TPage> AsViewer()
    {
        FetchesAsViewer = true;
        return this;
    }

    public override async Task<IReadOnlyList<IReadOnlyList<ILoadResult>>> FetchAsync(IReadOnlyList<string> keys, FetchContext context)
    {
        var fetches = new List<IReadOnlyList<ILoadResult>>();
        if (FirstPages is not null)
            fetches.Add([.. await FirstPages(keys, 10, context)]);

        if (OnePage is not null)
        {
            var pages = await Task.WhenAll(keys.Select(key => OnePage(new PageKey(key, 10, "c"), context).AsTask()));
            fetches.Add([.. pages]);
        }

        return fetches;
    }
}

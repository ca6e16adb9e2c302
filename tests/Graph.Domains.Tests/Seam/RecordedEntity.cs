using Graph.Domains.Abstractions;

namespace Graph.Domains.Tests.Seam;

internal sealed class RecordedEntity<T>(EntitySource<T> source) : RecordedSource(source), IEntityBuilder<T> where T : class
{
    public Func<IReadOnlyList<string>, FetchContext, ValueTask<LoadResult<T>[]>>? Batch { get; private set; }

    public Func<string, FetchContext, ValueTask<LoadResult<T>>>? Single { get; private set; }

    public Func<T, IReadOnlyList<string>> TagsOf { get; private set; } = _ => [];

    public IEntityBuilder<T> FetchBatch(Func<IReadOnlyList<string>, FetchContext, ValueTask<LoadResult<T>[]>> fetch)
    {
        Batch = fetch;
        return this;
    }

    public IEntityBuilder<T> FetchOne(Func<string, FetchContext, ValueTask<LoadResult<T>>> fetch)
    {
        Single = fetch;
        return this;
    }

    public IEntityBuilder<T> Tags(Func<T, IReadOnlyList<string>> tags)
    {
        TagsOf = tags;
        return this;
    }

    public IEntityBuilder<T> AsViewer()
    {
        FetchesAsViewer = true;
        return this;
    }

    public override async Task<IReadOnlyList<IReadOnlyList<ILoadResult>>> FetchAsync(IReadOnlyList<string> keys, FetchContext context)
    {
        var fetches = new List<IReadOnlyList<ILoadResult>>();
        if (Batch is not null)
            fetches.Add([.. await Batch(keys, context)]);
        if (Single is not null)
            fetches.Add([.. await Task.WhenAll(keys.Select(key => Single(key, context).AsTask()))]);

        return fetches;
    }
}

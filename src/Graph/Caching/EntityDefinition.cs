using Graph.Domains.Abstractions;

namespace Graph.Caching;

internal sealed class EntityDefinition<T>(EntitySource<T> source, string domain) : SourceDefinition<T>(source, domain), IEntityBuilder<T>
    where T : class
{
    private Func<IReadOnlyList<string>, FetchContext, ValueTask<LoadResult<T>[]>>? _fetch;
    private Func<string, FetchContext, ValueTask<LoadResult<T>>>? _fetchOne;
    private Func<T, IReadOnlyList<string>> _tags = _ => [];

    // A look-up (carts:owner) shares its policy with the type's own source.
    public override string Label =>
        string.Equals(Source.Name, Source.Policy, StringComparison.OrdinalIgnoreCase) ? Source.Policy : Source.Name;

    public override string? Problem =>
        _fetch is null ? $"Entity '{Label}' of domain {Domain} has no FetchBatch."
        : _fetchOne is not null && source.Version is null ? $"Entity '{Label}' of domain {Domain} has FetchOne and no version to ask by."
        : null;

    public override bool HasSingleRead => _fetchOne is not null;

    public IEntityBuilder<T> FetchBatch(Func<IReadOnlyList<string>, FetchContext, ValueTask<LoadResult<T>[]>> fetch)
    {
        _fetch = fetch;
        return this;
    }

    public IEntityBuilder<T> FetchOne(Func<string, FetchContext, ValueTask<LoadResult<T>>> fetch)
    {
        _fetchOne = fetch;
        return this;
    }

    public IEntityBuilder<T> Tags(Func<T, IReadOnlyList<string>> tags)
    {
        _tags = tags;
        return this;
    }

    public IEntityBuilder<T> AsViewer()
    {
        FetchesAsViewer = true;
        return this;
    }

    public override int GroupOf(ReadKey key) => 0;

    public override long? VersionOf(T value) => source.Version?.Invoke(value);

    public override IReadOnlyList<string> TagsOf(ReadKey key, T? value) => value is null ? [] : _tags(value);

    public override bool IsComplete(T? value) => true;

    public override ValueTask<LoadResult<T>[]> FetchAsync(IReadOnlyList<ReadKey> keys, FetchContext context)
    {
        var ids = new string[keys.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = keys[i].Id;
        }

        return _fetch!(ids, context);
    }

    public override ValueTask<LoadResult<T>> FetchOneAsync(ReadKey key, FetchContext context) => _fetchOne!(key.Id, context);
}

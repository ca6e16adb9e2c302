namespace Graph.Domains.Abstractions;

/// <summary>The builder's calls as a domain writes them.</summary>
public static class EntityBuilderExtensions
{
    /// <summary>Fetches one id a call, for an upstream that has no batch read of the entity. An id that cannot stand in a path
    /// (<see cref="UpstreamPath.Takes"/>) names nothing, and is not asked for.</summary>
    public static IEntityBuilder<T> FetchEach<T>(
        this IEntityBuilder<T> entity, Func<string, FetchContext, ValueTask<LoadResult<T>>> fetch) where T : class =>
        entity.FetchBatch(async (ids, context) => await Task.WhenAll(ids.Select(id => OneAsync(id, fetch, context))));

    private static async Task<LoadResult<T>> OneAsync<T>(
        string id, Func<string, FetchContext, ValueTask<LoadResult<T>>> fetch, FetchContext context) where T : class =>
        UpstreamPath.Takes(id) ? await fetch(id, context) : LoadResult<T>.NotFound;
}

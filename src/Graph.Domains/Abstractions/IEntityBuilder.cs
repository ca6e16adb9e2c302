namespace Graph.Domains.Abstractions;

/// <summary>Declares how an entity is fetched and tagged.</summary>
/// <typeparam name="T">The record behind the type.</typeparam>
public interface IEntityBuilder<T> where T : class
{
    /// <summary>Ids in (distinct, at most the upstream's <c>MaxBatchSize</c>), one result per id out, in the order of the ids.
    /// Lanes, deduplication, caching and retries are the engine's.</summary>
    IEntityBuilder<T> FetchBatch(Func<IReadOnlyList<string>, FetchContext, ValueTask<LoadResult<T>[]>> fetch);

    /// <summary>Reads one id by one <see cref="IUpstream.GetAsync"/>, from an upstream that answers with the entity's version as <c>ETag</c>. Beside
    /// <see cref="FetchBatch"/>: only a value that the graph has a copy of is read so, and only with
    /// <c>Upstreams:&lt;Name&gt;:ConditionalRefresh</c>. The entity must have a version.</summary>
    IEntityBuilder<T> FetchOne(Func<string, FetchContext, ValueTask<LoadResult<T>>> fetch);

    /// <summary>The tags a value carries beside its own key; invalidating one of them invalidates the value.</summary>
    IEntityBuilder<T> Tags(Func<T, IReadOnlyList<string>> tags);

    /// <summary>Fetches with the viewer's own bearer token. The type must be PRIVATE; without a signed-in viewer nothing is fetched and
    /// the key is <c>UNAUTHENTICATED</c>.</summary>
    IEntityBuilder<T> AsViewer();
}

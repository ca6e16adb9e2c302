using System.Text.Json.Serialization.Metadata;

namespace Graph.Domains.Abstractions;

/// <summary>A REST service. Retries, time-outs, breaker, limits, headers and metrics are the engine's; failures are results.</summary>
public interface IUpstream
{
    /// <summary>The configured name, e.g. <c>Products</c>.</summary>
    string Name { get; }

    /// <summary>GET of one JSON value. 404 is <see cref="LoadResult{T}.NotFound"/>; 304, where the context has a
    /// <see cref="FetchContext.KnownVersion"/>, is <see cref="LoadResult{T}.Unchanged"/>.</summary>
    ValueTask<LoadResult<T>> GetAsync<T>(UpstreamPath path, JsonTypeInfo<T> type, FetchContext context);

    /// <summary>GET of a JSON array that holds one object for each known key, in any order. An object that lacks something fails its own
    /// key only; one whose key cannot be read fails the keys that are then missing.</summary>
    /// <param name="path">What to get.</param>
    /// <param name="keys">The keys asked for; the results have their order.</param>
    /// <param name="keyProperty">The JSON property that holds an object's key, e.g. <c>id</c>.</param>
    /// <param name="type">How to read one object.</param>
    /// <param name="context">The fetch.</param>
    ValueTask<LoadResult<T>[]> GetManyAsync<T>(
        UpstreamPath path, IReadOnlyList<string> keys, string keyProperty, JsonTypeInfo<T> type, FetchContext context);

    /// <summary>Sends a write and reads its JSON answer. It is sent again only with an <see cref="UpstreamWrite.IdempotencyKey"/>.</summary>
    ValueTask<WriteResult<T>> SendAsync<T>(UpstreamWrite write, JsonTypeInfo<T> type, WriteContext context);
}

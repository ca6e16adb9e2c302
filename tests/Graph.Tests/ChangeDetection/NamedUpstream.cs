using System.Text.Json.Serialization.Metadata;
using Graph.Domains.Abstractions;

namespace Graph.Tests.ChangeDetection;

/// <summary>An upstream that has a name, and is not called.</summary>
internal sealed class NamedUpstream(string name) : IUpstream
{
    public string Name => name;

    public ValueTask<LoadResult<T>> GetAsync<T>(UpstreamPath path, JsonTypeInfo<T> type, FetchContext context) => throw new NotSupportedException();

    public ValueTask<LoadResult<T>[]> GetManyAsync<T>(
        UpstreamPath path, IReadOnlyList<string> keys, string keyProperty, JsonTypeInfo<T> type, FetchContext context) =>
        throw new NotSupportedException();

    public ValueTask<WriteResult<T>> SendAsync<T>(UpstreamWrite write, JsonTypeInfo<T> type, WriteContext context) => throw new NotSupportedException();
}

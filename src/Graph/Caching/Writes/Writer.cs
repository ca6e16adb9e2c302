using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>The writes of one request.</summary>
internal sealed class Writer(WriteParts parts, EntityCache cache, LoadRequest request) : IWriter
{
    public IEntityWrite<T> Change<T>(EntitySource<T> source, string id) where T : class
    {
        ArgumentNullException.ThrowIfNull(id);
        return new EntityWrite<T>(parts, cache.Of<T>(source), source, id, request);
    }

    public IEntityWrite<T> Create<T>(EntitySource<T> source) where T : class =>
        new EntityWrite<T>(parts, cache.Of<T>(source), source, id: null, request);
}

using Graph.Domains.Abstractions;

namespace Graph.Caching.Writes;

/// <summary>Makes the writer of a request's mutations.</summary>
internal interface IWriterFactory
{
    IWriter Create(LoadRequest request);
}

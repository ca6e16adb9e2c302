namespace Graph.Domains.Abstractions;

/// <summary>How a mutation writes: upstream call, invalidation log, cache and overlay in one operation, so that whoever has the payload
/// reads the new value from then on.</summary>
public interface IWriter
{
    /// <summary>A write that changes an entity which exists.</summary>
    IEntityWrite<T> Change<T>(EntitySource<T> source, string id) where T : class;

    /// <summary>A write that makes a new entity.</summary>
    IEntityWrite<T> Create<T>(EntitySource<T> source) where T : class;
}

namespace Graph.Domains.Abstractions;

/// <summary>What a fetch has at hand: it belongs to a batch that many requests may wait for, so it knows no single request.
/// A batch of a PRIVATE type belongs to one viewer.</summary>
public abstract class FetchContext : CallContext
{
    /// <summary>The version of a copy that the graph has of the one entity that is fetched. <see cref="IUpstream.GetAsync"/> then asks for it
    /// only if it is another by now (<c>If-None-Match</c>, RFC 9110, 13.1.2), and answers <see cref="LoadResult{T}.Unchanged"/> if it is not.
    /// Null in every fetch but those of <see cref="IEntityBuilder{T}.FetchOne"/>.</summary>
    public virtual long? KnownVersion => null;

    /// <summary>Puts entities that came along (a list's items) into the entity cache, as of this fetch's start; those of a PRIVATE type
    /// for the fetch's viewer alone.</summary>
    public abstract void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class;
}

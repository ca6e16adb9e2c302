namespace Graph.Domains.Abstractions;

/// <summary>What a fetch has at hand: it belongs to a batch that many requests may wait for, so it knows no single request.
/// A batch of a PRIVATE type belongs to one viewer.</summary>
public abstract class FetchContext : CallContext
{
    /// <summary>Puts entities that came along (a list's items) into the entity cache, as of this fetch's start; those of a PRIVATE type
    /// for the fetch's viewer alone.</summary>
    public abstract void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class;
}

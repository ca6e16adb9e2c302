namespace Graph.Domains.Abstractions;

/// <summary>What a fetch has at hand: it belongs to a batch that many requests may wait for, so it knows no single request.</summary>
public abstract class FetchContext
{
    /// <summary>Ends when nobody can use the answer any more; not when one of the callers gives up.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>The trace id of the request that started the batch, passed on as <c>X-Trace-Id</c>.</summary>
    public abstract string? TraceId { get; }

    /// <summary>Puts entities that came along (a list's items) into the entity cache, as of this fetch's start.</summary>
    public abstract void Prime<T>(EntitySource<T> source, IReadOnlyList<T> values) where T : class;
}

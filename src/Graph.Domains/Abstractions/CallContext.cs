namespace Graph.Domains.Abstractions;

/// <summary>What a call of an upstream has at hand.</summary>
public abstract class CallContext
{
    /// <summary>Ends when nobody can use the answer any more; not when one of the callers gives up.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>The trace id of the request that started the call, passed on as <c>X-Trace-Id</c>.</summary>
    public abstract string? TraceId { get; }

    /// <summary>Whose call it is. Null when anonymous, and for every fetch of a PUBLIC type: many requests wait for that.</summary>
    public virtual Viewer? Viewer => null;
}

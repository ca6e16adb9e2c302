namespace Graph.Domains.Abstractions;

/// <summary>What a write of an upstream has at hand. It is one viewer's, and goes on when that viewer's connection is gone: half a write
/// would leave its outcome unknown.</summary>
public abstract class WriteContext : CallContext
{
    /// <summary>The key under which the upstream remembers this write's first answer; null where the write is not to be repeated.
    /// Made from the client's key and the viewer, so that no client can ask for another's answer.</summary>
    public abstract string? IdempotencyKey { get; }
}

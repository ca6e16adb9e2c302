namespace Graph.Domains.Abstractions;

/// <summary>What a field's resolver has at hand.</summary>
/// <param name="Arguments">The field's arguments, coerced and with defaults; the same for all parents of the call.</param>
/// <param name="Load">The request's DataLoaders.</param>
/// <param name="Cancellation">Ends when the request does. Ends only this caller's wait, never a fetch that others wait for.</param>
public sealed record FieldContext(Arguments Arguments, ILoader Load, CancellationToken Cancellation)
{
    /// <summary>Who asks; null when anonymous.</summary>
    public Viewer? Viewer { get; init; }
}

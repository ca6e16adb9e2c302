namespace Graph.Domains.Abstractions;

/// <summary>What a mutation has at hand. Mutations of one request run one after the other; each has loaders of its own, so that it reads
/// what the one before has written.</summary>
/// <param name="Arguments">The field's arguments, coerced and with defaults.</param>
/// <param name="Load">DataLoaders.</param>
/// <param name="Write">How to write.</param>
/// <param name="Cancellation">Ends when the request does.</param>
public sealed record MutationContext(Arguments Arguments, ILoader Load, IWriter Write, CancellationToken Cancellation)
{
    /// <summary>Who asks; null when anonymous. Never null below <c>@authenticated</c> or <c>@requiresRole</c>.</summary>
    public Viewer? Viewer { get; init; }

    /// <summary>The one argument that most mutations have.</summary>
    public Arguments Input => Arguments.Object("input");
}

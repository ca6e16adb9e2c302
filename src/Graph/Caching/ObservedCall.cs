namespace Graph.Caching;

/// <summary>One upstream call, as the operation sees it that has started it.</summary>
/// <param name="Source">What is fetched, or written.</param>
/// <param name="Kind">For what.</param>
/// <param name="Keys">The operation's own; none for a write of something new.</param>
/// <param name="BatchSize">How many keys it was for, those of other operations included.</param>
internal sealed record ObservedCall(SourceDefinition Source, ObservedCallKind Kind, IReadOnlyList<ReadKey> Keys, int BatchSize)
{
    /// <summary>From when the first of its keys was asked for until it left: looking into Redis, and waiting for a lane.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>From then until its answer was there, retries included.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>How often it was tried again; null where nobody counts.</summary>
    public int? Retries { get; init; }

    /// <summary>How many of <see cref="Keys"/> have failed.</summary>
    public int Failed { get; init; }

    /// <summary>The code of the first failure, or what else came of a write; null when all went well.</summary>
    public string? Problem { get; init; }
}

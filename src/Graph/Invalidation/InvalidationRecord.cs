namespace Graph.Invalidation;

/// <summary>One entry of the log. Atomic: a reader sees all of it or nothing.</summary>
internal sealed record InvalidationRecord(
    IReadOnlyList<KeyInvalidation> Keys, IReadOnlyList<string> Tags, IReadOnlyList<string> Patterns)
{
    /// <summary>An operator's purge also forgets which versions were seen, so that an upstream restored from a backup can be read again.</summary>
    public bool ForgetsVersions { get; init; }

    public bool IsEmpty => Keys.Count == 0 && Tags.Count == 0 && Patterns.Count == 0;
}

namespace Graph.Invalidation;

/// <summary>One entry of the log. Atomic: a reader sees all of it or nothing.</summary>
internal sealed record InvalidationRecord(
    IReadOnlyList<KeyInvalidation> Keys, IReadOnlyList<string> Tags, IReadOnlyList<string> Patterns)
{
    /// <summary>An operator's purge also forgets which versions were seen, so that an upstream restored from a backup can be read again.</summary>
    public bool ForgetsVersions { get; init; }

    /// <summary>The domains whose upstreams have given a sign of life with this record (an event, a heartbeat): from then on their silence
    /// means that nothing has changed.</summary>
    public IReadOnlyList<string> Alive { get; init; } = [];

    /// <summary>Whether it makes nothing stale.</summary>
    public bool IsEmpty => Keys.Count == 0 && Tags.Count == 0 && Patterns.Count == 0;
}

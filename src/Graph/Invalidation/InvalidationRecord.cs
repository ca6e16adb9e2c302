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

    /// <summary>Where it was first, in an epoch that has ended; null unless it is appended again.</summary>
    public Position? FirstAt { get; init; }

    /// <summary>Whether this instance has applied it at its <see cref="FirstAt"/>.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Whether it makes nothing stale.</summary>
    public bool IsEmpty => Keys.Count == 0 && Tags.Count == 0 && Patterns.Count == 0;

    /// <summary>The record as it is appended when its time is past: by then the entity may have been deleted, so its versions are no floors
    /// any more, and its keys fall whatever their version.</summary>
    public InvalidationRecord Late() => this with { Keys = [.. Keys.Select(key => key.Deleted ? key : new KeyInvalidation(key.Key))] };

    /// <summary>The record as it is applied where it has been applied before: it ends what was fetched before its place, and no more.</summary>
    public InvalidationRecord Again() => this with { IsAgain = true };

    /// <summary>Whether it names a value by its key or one of its tags, or a pattern of it matches one, whatever the version.</summary>
    public bool Touches(string key, IReadOnlyList<string> tags) => Keys.Any(named => named.Key == key) || FallsOn(key, tags);

    /// <summary>The same of its tags and patterns alone. What names a key ends its value, also where it stands among the tags.</summary>
    public bool FallsOn(string key, IReadOnlyList<string> tags) =>
        Tags.Any(tag => tag == key || tags.Contains(tag))
        || Patterns.Any(glob => Glob.Matches(glob, key) || tags.Any(tag => Glob.Matches(glob, tag)));
}

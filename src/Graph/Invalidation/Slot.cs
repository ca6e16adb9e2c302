namespace Graph.Invalidation;

/// <summary>What the index remembers of one name (a key or a tag). Immutable, replaced as a whole, so that readers need no lock.</summary>
internal sealed record Slot
{
    /// <summary>The name's place among all, by age; belongs to the writer.</summary>
    public required LinkedListNode<string> Age { get; init; }

    /// <summary>The last record that killed the name whatever the version.</summary>
    public long KilledAt { get; init; } = -1;

    /// <summary>The last event that announced a version of the name.</summary>
    public long AnnouncedAt { get; init; } = -1;

    /// <summary>The highest version announced. A value fetched before <see cref="AnnouncedAt"/> stays only if it is of this version or newer;
    /// so a mutation's own echo costs nothing, also when the floor has ended.</summary>
    public long AnnouncedVersion { get; init; }

    /// <summary>The last record after which older versions may be read again (purge, deletion).</summary>
    public long ForgottenAt { get; init; } = -1;

    /// <summary>No value below this version is stored or served until <see cref="FloorEnds"/>; 0 is none.</summary>
    public long MinVersion { get; init; }

    /// <summary>When <see cref="MinVersion"/> is forgotten, so that a wrong event can't block a key; a <see cref="TimeProvider"/> timestamp.</summary>
    public long FloorEnds { get; init; }

    /// <summary>The version that a deletion ended; late events of the deleted entity set no floor.</summary>
    public long DeletedVersion { get; init; }

    /// <summary>The last record of any kind.</summary>
    public long LastAt => Math.Max(KilledAt, AnnouncedAt);

    public bool HasFloor(long now) => MinVersion > 0 && now < FloorEnds;
}

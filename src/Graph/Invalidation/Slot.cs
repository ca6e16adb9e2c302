namespace Graph.Invalidation;

/// <summary>What the index remembers of one name (a key or a tag). Immutable, replaced as a whole, so that readers need no lock.</summary>
internal sealed record Slot
{
    /// <summary>The name's place among all, by age; belongs to the writer.</summary>
    public required LinkedListNode<string> Age { get; init; }

    /// <summary>The last record that killed the name whatever the version.</summary>
    public Mark KilledAt { get; init; } = Mark.None;

    /// <summary>The last event that announced a version of the name.</summary>
    public Mark AnnouncedAt { get; init; } = Mark.None;

    /// <summary>The highest version announced. A value fetched before <see cref="AnnouncedAt"/> stays only if it is of this version or newer;
    /// so a mutation's own echo costs nothing, also when the floor has ended.</summary>
    public long AnnouncedVersion { get; init; }

    /// <summary>The last record after which older versions may be read again (purge, deletion).</summary>
    public Mark ForgottenAt { get; init; } = Mark.None;

    /// <summary>No value below this version is stored or served until <see cref="FloorEnds"/>; 0 is none.</summary>
    public long MinVersion { get; init; }

    /// <summary>When <see cref="MinVersion"/> is forgotten, so that a wrong event can't block a key; a <see cref="TimeProvider"/> timestamp.</summary>
    public long FloorEnds { get; init; }

    /// <summary>Whether <see cref="MinVersion"/> may be of before a purge that is applied already: then it says nothing against an absence.</summary>
    public bool IsFloorDoubtful { get; init; }

    /// <summary>The version that a deletion ended, or the highest announced before it where it names none; late events of the deleted entity
    /// set no floor.</summary>
    public long DeletedVersion { get; init; }

    /// <summary>Until when an event may still come that is older than a purge, or than a deletion without a version; a <see cref="TimeProvider"/>
    /// timestamp.</summary>
    public long DoubtEnds { get; init; }

    /// <summary>How many records of this name are applied and have no place in the log yet (R5).</summary>
    public int Unplaced { get; init; }

    /// <summary>Whether a record of any kind outdates a fetch that began at <paramref name="start"/>.</summary>
    public bool Outdates(Mark start) => KilledAt.Outdates(start) || AnnouncedAt.Outdates(start);

    /// <summary>The slot with a record that kills the name whatever the version.</summary>
    /// <param name="at">The record's mark.</param>
    /// <param name="forget">Whether older versions may be read again from then on.</param>
    public Slot Killed(Mark at, bool forget)
    {
        // What was announced by a later record stays: it may be applied before this one, when it is this instance's own. Records that have
        // no place yet (both endless) get theirs in the order in which they are applied.
        var ends = forget && at.Position >= AnnouncedAt.Position;
        return this with
        {
            KilledAt = Later(KilledAt, at),
            ForgottenAt = forget ? Later(ForgottenAt, at) : ForgottenAt,
            MinVersion = forget && EndsFloor(at) ? 0 : MinVersion,
            AnnouncedVersion = ends ? 0 : AnnouncedVersion,
            Unplaced = Unplaced + (at.Position == Position.Endless ? 1 : 0),
        };
    }

    /// <summary>The slot of a key with a record that names it.</summary>
    public Slot Touched(KeyInvalidation key, InvalidationRecord record, Mark at, long now, long floorTicks)
    {
        // A late event of the deleted entity, or its successor's first, sets no floor either way.
        var touched = record.IsAgain ? Killed(at, forget: false)
            : key.Deleted ? Deleted(key.Version ?? (EndsFloor(at) ? AnnouncedVersion : 0), at)
            : key.Version is not { } version || record.ForgetsVersions || version <= DeletedVersion ? Killed(at, record.ForgetsVersions)
            : Announced(version, at, now, floorTicks);
        return record.ForgetsVersions || key is { Deleted: true, Version: null } ? touched with { DoubtEnds = now + floorTicks } : touched;
    }

    /// <summary>The slot, once the record that was applied without a place has got one (R5).</summary>
    public Slot Placed(Position position) => Unplaced > 1 ? this with { Unplaced = Unplaced - 1 } : this with
    {
        Unplaced = 0,
        KilledAt = PlacedAt(KilledAt, position),
        AnnouncedAt = PlacedAt(AnnouncedAt, position),
        ForgottenAt = PlacedAt(ForgottenAt, position),
    };

    public static Mark PlacedAt(Mark at, Position position) => at.Position == Position.Endless ? at with { Position = position } : at;

    // A floor of the deleted entity ends wherever in the log its record is: versions order the two.
    private Slot Deleted(long version, Mark at)
    {
        var killed = Killed(at, forget: true);
        return killed with
        {
            DeletedVersion = Math.Max(DeletedVersion, version),
            MinVersion = killed.MinVersion <= version ? 0 : killed.MinVersion,
        };
    }

    // What has no place yet was applied before, and gets its place late: it is no floor for what is read after a purge or deletion.
    private bool EndsFloor(Mark at) => at.Position >= AnnouncedAt.Position || AnnouncedAt.Position == Position.Endless;

    private Slot Announced(long version, Mark at, long now, long floorTicks)
    {
        if (at.Position < ForgottenAt.Position && ForgottenAt.Position != Position.Endless)
        {
            return this; // of before the purge or deletion that is applied already
        }

        var announced = this with
        {
            AnnouncedAt = Later(AnnouncedAt, at),
            AnnouncedVersion = Math.Max(AnnouncedVersion, version),
            Unplaced = Unplaced + (at.Position == Position.Endless ? 1 : 0),
        };
        return HasFloor(now) && version <= MinVersion
            ? announced
            : announced with { MinVersion = version, FloorEnds = now + floorTicks, IsFloorDoubtful = now < DoubtEnds };
    }

    public bool HasFloor(long now) => MinVersion > 0 && now < FloorEnds;

    /// <summary>Whether the floor refuses a value that was fetched after all records.</summary>
    public bool IsBelowFloor(long? version, long now) =>
        HasFloor(now) && (version ?? 0) < MinVersion && !(version is null && IsFloorDoubtful);

    /// <summary>A record of another mark than the last one: at or below its position it says nothing new (R2), unless the last one has no
    /// place in the log yet: then the count still rises (R5).</summary>
    public static Mark Later(Mark last, Mark at) =>
        last.Position == Position.Endless ? last with { Seq = Math.Max(last.Seq, at.Seq) }
        : at.Position > last.Position ? at
        : last;
}

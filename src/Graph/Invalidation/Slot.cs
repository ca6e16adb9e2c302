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

    /// <summary>The version that a deletion ended; late events of the deleted entity set no floor.</summary>
    public long DeletedVersion { get; init; }

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
            MinVersion = ends ? 0 : MinVersion,
            AnnouncedVersion = ends ? 0 : AnnouncedVersion,
            Unplaced = Unplaced + (at.Position == Position.Endless ? 1 : 0),
        };
    }

    /// <summary>The slot of a key with a record that names it.</summary>
    public Slot Touched(KeyInvalidation key, Mark at, bool forget, long now, long floorTicks)
    {
        if (key.Deleted)
        {
            return Killed(at, forget: true) with { DeletedVersion = Math.Max(DeletedVersion, key.Version ?? 0) };
        }

        // A late event of the deleted entity, or its successor's first, sets no floor either way.
        return key.Version is not { } version || forget || version <= DeletedVersion ? Killed(at, forget) : Announced(version, at, now, floorTicks);
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
        return HasFloor(now) && version <= MinVersion ? announced : announced with { MinVersion = version, FloorEnds = now + floorTicks };
    }

    public bool HasFloor(long now) => MinVersion > 0 && now < FloorEnds;

    /// <summary>A record of another mark than the last one: at or below its position it says nothing new (R2), unless the last one has no
    /// place in the log yet: then the count still rises (R5).</summary>
    public static Mark Later(Mark last, Mark at) =>
        last.Position == Position.Endless ? last with { Seq = Math.Max(last.Seq, at.Seq) }
        : at.Position > last.Position ? at
        : last;
}

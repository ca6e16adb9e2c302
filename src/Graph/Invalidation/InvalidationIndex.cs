using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

/// <summary>What the log has said so far, by name: the judge of everything that is cached or in flight.</summary>
/// <remarks>One writer at a time, any number of readers without a lock. A value remembers the <see cref="Mark"/> of the START of its fetch,
/// and is dead as soon as a record touches its key or tags that the fetch is not proven to have begun after. Names of later records are
/// looked up first and the floor last (R7).</remarks>
internal sealed class InvalidationIndex
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _age = new(); // names by their last record, oldest first
    private readonly List<FenceWatch> _watches = [];
    private readonly Lock _applying = new();
    private readonly TimeProvider _time;
    private readonly InvalidationOptions _options;
    private readonly long _floorTicks;
    private GlobSlot[] _globs = []; // the last to be applied first, so that a reader stops at the first that it knows
    private Boxed _floor = new(Mark.None);
    private Boxed _known = new(new Mark(Position.Lowest, 0));
    private long _seq;
    private volatile bool _isReplaying;

    public InvalidationIndex(IOptions<InvalidationOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _floorTicks = (long)(_options.VersionFloor.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>Hears each record once it is applied and before it is acknowledged; null when everything before has ended (a gap, another
    /// epoch). Called under the lock of the log: it must not wait. For one listener.</summary>
    public Action<InvalidationRecord?>? Applied { get; set; }

    /// <summary>How many records have been applied. Taken by a reader BEFORE it looks anything up (R8).</summary>
    public long Seq => Volatile.Read(ref _seq);

    /// <summary>The highest position that this instance knows of: read by its reader, or appended by itself.</summary>
    public Position Known => Volatile.Read(ref _known).Mark.Position;

    /// <summary>This moment, for a fetch that begins now (R10).</summary>
    public Mark Now => new(Known, Seq);

    /// <summary>Whether this instance has started and not read the log to its end yet: until then no value of another instance is alive (R6).</summary>
    public bool IsReplaying
    {
        get => _isReplaying;
        set => _isReplaying = value;
    }

    public int SlotCount => _slots.Count;

    public int PatternCount => Volatile.Read(ref _globs).Length;

    /// <summary>Everything fetched before this counts as invalidated: the index has forgotten a slot of that time, or the log its records.</summary>
    public Mark Floor => Volatile.Read(ref _floor).Mark;

    /// <summary>Applies a record in a log that is this process alone: its position is the next one.</summary>
    public Mark Apply(InvalidationRecord record) => Apply(record, fence: null, out _);

    /// <summary>Applies the record of a write, and says whether its fence has held until then: everything else that the index knows has
    /// left the written value alive. Both under one lock, so that nothing comes between.</summary>
    public Mark Apply(InvalidationRecord record, Fence? fence, out bool isHeld)
    {
        lock (_applying)
        {
            isHeld = fence is { } written && IsAlive(written);
            var known = Known;
            return ApplyUnsafe(record, new Position(known.Epoch, known.Id + 1), own: null);
        }
    }

    /// <summary>Applies a record at its place in the log: first the index, then <see cref="Seq"/> (R2). When it returns, no read that starts
    /// later gets a value that the record touches.</summary>
    /// <param name="record">The record.</param>
    /// <param name="position">Its place; <see cref="Position.Endless"/> while it has none: <see cref="Place"/> follows (R5).</param>
    /// <param name="own">The watch of the write whose record this is.</param>
    public Mark Apply(InvalidationRecord record, Position position, FenceWatch? own = null)
    {
        lock (_applying)
        {
            return ApplyUnsafe(record, position, own);
        }
    }

    /// <summary>Gives a record that was applied without a place (R5) the one that it has got.</summary>
    public void Place(InvalidationRecord record, Position position)
    {
        lock (_applying)
        {
            // What was read of the log meanwhile raised the count of these names, so their place is the latest that can be.
            var at = position > Known ? position : Known;
            RaiseKnownUnsafe(at);
            foreach (var name in record.Keys.Select(key => key.Key).Concat(record.Tags))
            {
                if (_slots.TryGetValue(name, out var slot) && slot.Unplaced > 0)
                {
                    _slots[name] = slot.Placed(at);
                }
            }

            Volatile.Write(ref _globs, [.. _globs.Select(glob => record.Patterns.Contains(glob.Pattern) ? glob.Placed(at) : glob)]);
        }
    }

    /// <summary>Begins to watch the fence of a write whose record is about to be appended (R16).</summary>
    public FenceWatch Watch(Fence fence)
    {
        lock (_applying)
        {
            var watch = new FenceWatch(fence, IsAlive(fence));
            _watches.Add(watch);
            return watch;
        }
    }

    public void Unwatch(FenceWatch watch)
    {
        lock (_applying)
        {
            _watches.Remove(watch);
        }
    }

    /// <summary>Raises what is known of the log without a record.</summary>
    public void RaiseKnown(Position position)
    {
        lock (_applying)
        {
            RaiseKnownUnsafe(position);
        }
    }

    /// <summary>Ends everything that was fetched before a place in the log, because the records before it are not to be had (R4: a gap, a new
    /// epoch; R6: a start).</summary>
    public void EndBefore(Position position)
    {
        lock (_applying)
        {
            _watches.ForEach(watch => watch.Break());
            RaiseFloor(new Mark(position, _seq + 1));
            RaiseKnownUnsafe(position);
            Volatile.Write(ref _seq, _seq + 1);
            Applied?.Invoke(null);
        }
    }

    /// <summary>Whether a record touches a value that its fetch is not proven to have begun after.</summary>
    /// <param name="key">Its logical key.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="start">The start of its fetch.</param>
    /// <param name="version">Its version; null for lists, not-founds and unversioned entities.</param>
    public bool IsDead(string key, IReadOnlyList<string> tags, Mark start, long? version)
    {
        if (IsUnjudged(start) || IsKeyDead(key, start, version))
        {
            return true;
        }

        for (var i = 0; i < tags.Count; i++)
        {
            if (_slots.TryGetValue(tags[i], out var slot) && slot.Outdates(start))
            {
                return true;
            }
        }

        // The floor is read last (R7): an evicted slot has raised it before it went.
        return IsGlobbed(key, tags, start) || Floor.Outdates(start);
    }

    // What another instance has fetched is judged by its position alone. Positions compare only within one epoch (R12), and a record that
    // is not replayed yet says nothing (R6).
    private bool IsUnjudged(Mark start) => start.Seq == Mark.Unknown && (_isReplaying || start.Position.Epoch != Known.Epoch);

    private bool IsAlive(Fence fence) => !IsDead(fence.Key, fence.Tags, fence.Start, fence.Version);

    private bool IsKeyDead(string key, Mark start, long? version)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            return false;
        }

        // R18: an announced version judges by version, whatever the position, while its floor stands; afterwards a value
        // that was fetched after the announcement is alive, so that a wrong event can't block the key.
        return slot.KilledAt.Outdates(start)
            || ((version ?? 0) < slot.AnnouncedVersion && slot.AnnouncedAt.Outdates(start))
            || slot.IsBelowFloor(version, _time.GetTimestamp());
    }

    /// <summary>Whether any record names this key that a fetch is not proven to have begun after: all that can be asked of a value in flight.</summary>
    public bool IsTouched(string key, Mark start) => _slots.TryGetValue(key, out var slot) && slot.Outdates(start);

    /// <summary>The version below which no value of the key may be stored or served; 0 is none.</summary>
    public long MinVersion(string key) =>
        _slots.TryGetValue(key, out var slot) && slot.HasFloor(_time.GetTimestamp()) ? slot.MinVersion : 0;

    /// <summary>Whether a key was purged, or deleted without a version, so shortly before its floor was set that this may be of before.</summary>
    public bool MayBeGone(string key) => _slots.TryGetValue(key, out var slot) && slot.HasFloor(_time.GetTimestamp()) && slot.IsFloorDoubtful;

    /// <summary>Whether an operator has purged a value, or a deletion ended it, since a moment: what is fetched later may be of an older version
    /// than what was fetched before.</summary>
    public bool IsForgotten(string key, IReadOnlyList<string> tags, Mark since)
    {
        if (_slots.TryGetValue(key, out var slot) && slot.ForgottenAt.Outdates(since))
        {
            return true;
        }

        foreach (var tag in tags)
        {
            if (_slots.TryGetValue(tag, out var tagged) && tagged.ForgottenAt.Outdates(since))
            {
                return true;
            }
        }

        foreach (var glob in Volatile.Read(ref _globs))
        {
            if (glob.ForgottenAt.Outdates(since) && MatchesAny(glob.Pattern, key, tags))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last purge or deletion of a value that has a place in the log: what was fetched before it says nothing about which versions
    /// come after it.</summary>
    public Position ForgottenBefore(string key, IReadOnlyList<string> tags)
    {
        var marks = tags.Prepend(key).Select(name => _slots.TryGetValue(name, out var slot) ? slot.ForgottenAt : Mark.None)
            .Concat(Volatile.Read(ref _globs).Where(glob => glob.ForgottenAt != Mark.None && MatchesAny(glob.Pattern, key, tags)).Select(glob => glob.ForgottenAt));
        return marks.Where(mark => mark.Position != Position.Endless).Select(mark => mark.Position).Max();
    }

    private bool IsGlobbed(string key, IReadOnlyList<string> tags, Mark start)
    {
        foreach (var glob in Volatile.Read(ref _globs))
        {
            if (glob.At.Seq <= start.Seq)
            {
                return false; // and so are all behind it
            }

            if (glob.At.Outdates(start) && MatchesAny(glob.Pattern, key, tags))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MatchesAny(string pattern, string key, IReadOnlyList<string> tags)
    {
        if (Glob.Matches(pattern, key))
        {
            return true;
        }

        for (var i = 0; i < tags.Count; i++)
        {
            if (Glob.Matches(pattern, tags[i]))
            {
                return true;
            }
        }

        return false;
    }

    private Mark ApplyUnsafe(InvalidationRecord record, Position position, FenceWatch? own)
    {
        var at = new Mark(position, _seq + 1);
        var forgets = record is { ForgetsVersions: true, IsAgain: false };
        foreach (var key in record.Keys)
        {
            Write(key.Key, slot => slot.Touched(key, record, at, _time.GetTimestamp(), _floorTicks));
        }

        foreach (var tag in record.Tags)
        {
            Write(tag, slot => slot.Killed(at, forgets));
        }

        foreach (var pattern in record.Patterns.Distinct())
        {
            WriteGlob(pattern, at, forgets);
        }

        foreach (var watch in _watches)
        {
            if (watch != own && watch.Fence.IsTouchedBy(record))
            {
                watch.Break();
            }
        }

        EvictUnsafe();
        if (position != Position.Endless)
        {
            RaiseKnownUnsafe(position);
        }

        Volatile.Write(ref _seq, at.Seq);
        Applied?.Invoke(record);
        return at;
    }

    private void Write(string name, Func<Slot, Slot> change)
    {
        var slot = _slots.GetValueOrDefault(name) ?? new Slot { Age = new LinkedListNode<string>(name) };
        if (slot.Age.List is not null)
        {
            _age.Remove(slot.Age);
        }

        _age.AddLast(slot.Age);
        _slots[name] = change(slot);
    }

    private void WriteGlob(string pattern, Mark at, bool forget)
    {
        var known = Array.Find(_globs, glob => glob.Pattern == pattern) ?? new GlobSlot(pattern, Mark.None, Mark.None, Unplaced: 0);
        var globs = _globs.Where(glob => glob.Pattern != pattern).Prepend(known.Killed(at, forget)).OrderByDescending(glob => glob.At.Seq).ToArray();
        while (globs.Length > _options.MaxPatterns && Array.FindLastIndex(globs, glob => glob.Unplaced == 0) is var oldest and >= 0)
        {
            RaiseFloor(globs[oldest].At);
            globs = [.. globs[..oldest], .. globs[(oldest + 1)..]];
        }

        Volatile.Write(ref _globs, globs);
    }

    private void EvictUnsafe()
    {
        var skipped = 0;
        while (_age.Count > _options.MaxSlots && skipped < _age.Count)
        {
            var oldest = _age.First!;
            _age.RemoveFirst();
            var slot = _slots[oldest.Value];
            if (slot.Unplaced > 0)
            {
                _age.AddLast(oldest); // without a place it can't become a floor; it gets one when the log is back
                skipped++;
                continue;
            }

            RaiseFloor(Mark.Max(slot.KilledAt, slot.AnnouncedAt)); // first the floor, then the slot (R7)
            _slots.TryRemove(oldest.Value, out _);
        }
    }

    private void RaiseFloor(Mark to) => Volatile.Write(ref _floor, new Boxed(Mark.Max(Floor, to)));

    private void RaiseKnownUnsafe(Position position)
    {
        if (position > Known)
        {
            Volatile.Write(ref _known, new Boxed(new Mark(position, 0)));
        }
    }

    // A mark is too wide to be read in one piece.
    private sealed record Boxed(Mark Mark);
}

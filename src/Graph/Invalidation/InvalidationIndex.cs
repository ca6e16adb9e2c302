using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

/// <summary>What the log has said so far, by name: the judge of everything that is cached or in flight.</summary>
/// <remarks>One writer at a time (<see cref="Apply"/>), any number of readers without a lock. <see cref="Seq"/> counts applied records;
/// a value remembers the count at the START of its fetch, and is dead as soon as a later record touches its key or tags.</remarks>
internal sealed class InvalidationIndex
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly LinkedList<string> _age = new(); // names by their last record, oldest first
    private readonly Lock _applying = new();
    private readonly TimeProvider _time;
    private readonly InvalidationOptions _options;
    private readonly long _floorTicks;
    private GlobSlot[] _globs = []; // newest first, so that a reader stops at the first that it knows
    private long _floor = -1;
    private long _seq;

    public InvalidationIndex(IOptions<InvalidationOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _floorTicks = (long)(_options.VersionFloor.TotalSeconds * time.TimestampFrequency);
    }

    /// <summary>How many records have been applied. Taken by a reader BEFORE it looks anything up (R8).</summary>
    public long Seq => Volatile.Read(ref _seq);

    public int SlotCount => _slots.Count;

    public int PatternCount => Volatile.Read(ref _globs).Length;

    /// <summary>Everything fetched before this record counts as invalidated, because the index has forgotten a slot of that time.</summary>
    public long Floor => Volatile.Read(ref _floor);

    /// <summary>Applies a record: first the index, then <see cref="Seq"/> (R2). When it returns, no read that starts later gets a value
    /// that the record touches.</summary>
    public long Apply(InvalidationRecord record)
    {
        lock (_applying)
        {
            var at = _seq + 1;
            foreach (var key in record.Keys)
            {
                Write(key.Key, slot => Touch(slot, key, at, record.ForgetsVersions));
            }

            foreach (var tag in record.Tags)
            {
                Write(tag, slot => Kill(slot, at, record.ForgetsVersions));
            }

            foreach (var pattern in record.Patterns)
            {
                WriteGlob(pattern, at, record.ForgetsVersions);
            }

            EvictUnsafe();
            Volatile.Write(ref _seq, at);
            return at;
        }
    }

    /// <summary>Whether a later record touches a value that was fetched at <paramref name="seq"/>.</summary>
    /// <param name="key">Its logical key.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="seq">The count at the start of its fetch.</param>
    /// <param name="version">Its version; null for lists, not-founds and unversioned entities.</param>
    public bool IsDead(string key, IReadOnlyList<string> tags, long seq, long? version)
    {
        if (IsKeyDead(key, seq, version))
        {
            return true;
        }

        for (var i = 0; i < tags.Count; i++)
        {
            if (_slots.TryGetValue(tags[i], out var slot) && slot.LastAt > seq)
            {
                return true;
            }
        }

        // The floor is read last (R7): an evicted slot has raised it before it went.
        return IsGlobbed(key, tags, seq) || Floor > seq;
    }

    private bool IsKeyDead(string key, long seq, long? version)
    {
        if (!_slots.TryGetValue(key, out var slot))
        {
            return false;
        }

        // R18: an announced version judges by version, whatever the position, while its floor stands; afterwards a value
        // that was fetched after the announcement is alive, so that a wrong event can't block the key.
        var known = version ?? 0;
        return slot.KilledAt > seq
            || (slot.AnnouncedAt > seq && known < slot.AnnouncedVersion)
            || (slot.HasFloor(_time.GetTimestamp()) && known < slot.MinVersion);
    }

    /// <summary>Whether any record after <paramref name="seq"/> names this key: all that can be asked of a value in flight.</summary>
    public bool IsTouched(string key, long seq) => _slots.TryGetValue(key, out var slot) && slot.LastAt > seq;

    /// <summary>The version below which no value of the key may be stored or served; 0 is none.</summary>
    public long MinVersion(string key) =>
        _slots.TryGetValue(key, out var slot) && slot.HasFloor(_time.GetTimestamp()) ? slot.MinVersion : 0;

    /// <summary>The last operator's purge or deletion of a value; -1 is none. What is fetched at that count or later may be of an older
    /// version than what was fetched before it.</summary>
    public long ForgottenAt(string key, IReadOnlyList<string> tags)
    {
        var at = _slots.TryGetValue(key, out var slot) ? slot.ForgottenAt : -1;
        foreach (var tag in tags)
        {
            at = Math.Max(at, _slots.TryGetValue(tag, out var tagged) ? tagged.ForgottenAt : -1);
        }

        foreach (var glob in Volatile.Read(ref _globs))
        {
            at = glob.ForgottenAt > at && MatchesAny(glob.Pattern, key, tags) ? glob.ForgottenAt : at;
        }

        return at;
    }

    private bool IsGlobbed(string key, IReadOnlyList<string> tags, long seq)
    {
        foreach (var glob in Volatile.Read(ref _globs))
        {
            if (glob.At <= seq)
            {
                return false;
            }

            if (MatchesAny(glob.Pattern, key, tags))
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

    private Slot Touch(Slot slot, KeyInvalidation key, long at, bool forget)
    {
        if (key.Deleted)
        {
            return Kill(slot, at, forget: true) with { DeletedVersion = Math.Max(slot.DeletedVersion, key.Version ?? 0) };
        }

        if (key.Version is not { } version || forget)
        {
            return Kill(slot, at, forget);
        }

        if (version <= slot.DeletedVersion)
        {
            return Kill(slot, at, forget: false); // a late event of the deleted entity, or its successor's first: no floor either way
        }

        var now = _time.GetTimestamp();
        var announced = slot with { AnnouncedAt = at, AnnouncedVersion = Math.Max(slot.AnnouncedVersion, version) };
        return slot.HasFloor(now) && version <= slot.MinVersion
            ? announced
            : announced with { MinVersion = version, FloorEnds = now + _floorTicks };
    }

    private static Slot Kill(Slot slot, long at, bool forget) => slot with
    {
        KilledAt = at,
        ForgottenAt = forget ? at : slot.ForgottenAt,
        MinVersion = forget ? 0 : slot.MinVersion,
        AnnouncedVersion = forget ? 0 : slot.AnnouncedVersion,
    };

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

    private void WriteGlob(string pattern, long at, bool forget)
    {
        var known = Array.Find(_globs, glob => glob.Pattern == pattern);
        var slot = new GlobSlot(pattern, at, forget ? at : known?.ForgottenAt ?? -1);
        var globs = _globs.Where(glob => glob.Pattern != pattern).Prepend(slot).ToArray();
        if (globs.Length > _options.MaxPatterns)
        {
            RaiseFloor(globs[^1].At);
            globs = globs[..^1];
        }

        Volatile.Write(ref _globs, globs);
    }

    private void EvictUnsafe()
    {
        while (_age.Count > _options.MaxSlots)
        {
            var oldest = _age.First!.Value;
            RaiseFloor(_slots[oldest].LastAt); // first the floor, then the slot (R7)
            _slots.TryRemove(oldest, out _);
            _age.RemoveFirst();
        }
    }

    private void RaiseFloor(long to) => Volatile.Write(ref _floor, Math.Max(_floor, to));
}

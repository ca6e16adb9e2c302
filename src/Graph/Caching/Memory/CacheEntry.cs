using Graph.Invalidation;

namespace Graph.Caching.Memory;

/// <summary>One cached value (or remembered absence) with all that judges it. Replaced, never changed, but for the two marks at the end.</summary>
internal abstract class CacheEntry
{
    private long _checked;
    private RefreshBackOff? _backOff;

    /// <summary>The logical key, e.g. <c>product:7</c>: what invalidations name.</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The START of the fetch.</summary>
    public required Mark Start { get; init; }

    public required long? Version { get; init; }

    public required EntryTimes Times { get; init; }

    /// <summary>How many items were asked for, of a list's page.</summary>
    public int Extent { get; init; }

    /// <summary>Whether it answers a read of any extent.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>A hash of the value where instances share it: it tells two of one version, or of none, apart.</summary>
    public ulong? Content { get; init; }

    /// <summary>Estimated size in memory.</summary>
    public long Bytes { get; init; }

    public abstract bool IsFound { get; }

    /// <summary>The highest count at which it was seen alive; a read at that count or before needs no look-up (R8).</summary>
    public long Checked => Volatile.Read(ref _checked);

    public RefreshBackOff? BackOff => Volatile.Read(ref _backOff);

    public bool Covers(int extent) => IsComplete || Extent >= extent;

    public void MarkChecked(long seq) => Volatile.Write(ref _checked, seq);

    public void MarkRefreshFailed(RefreshBackOff backOff) => Volatile.Write(ref _backOff, backOff);
}

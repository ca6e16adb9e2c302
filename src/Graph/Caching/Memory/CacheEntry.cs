using Graph.Caching.Freshness;
using Graph.Invalidation;

namespace Graph.Caching.Memory;

/// <summary>One cached value (or remembered absence) with all that judges it. Replaced, never changed, but for the marks at the end.</summary>
internal abstract class CacheEntry
{
    private long _checked;
    private int _read;
    private RefreshBackOff? _backOff;

    /// <summary>The logical key, e.g. <c>product:7</c>: what invalidations name.</summary>
    public required string Key { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The START of the fetch.</summary>
    public required Mark Start { get; init; }

    public required long? Version { get; init; }

    /// <summary>The clock at the START of the fetch (a <see cref="TimeProvider"/> timestamp).</summary>
    public required long FetchedAt { get; init; }

    /// <summary>What its lifetime has of its own.</summary>
    public required EntryTtl Ttl { get; init; }

    /// <summary>What to ask the upstream for to fetch it again.</summary>
    public required ReadKey Read { get; init; }

    /// <summary>How many items were asked for, of a list's page.</summary>
    public int Extent => Read.Extent;

    /// <summary>Whether it answers a read of any extent.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>A hash of the value where instances share it: it tells two of one version, or of none, apart.</summary>
    public ulong? Content { get; init; }

    /// <summary>Estimated size in memory.</summary>
    public long Bytes { get; init; }

    public abstract bool IsFound { get; }

    /// <summary>The highest count at which it was seen alive; a read at that count or before needs no look-up (R8).</summary>
    public long Checked => Volatile.Read(ref _checked);

    /// <summary>Whether anybody has got it since it was fetched; kept for types that are refreshed ahead.</summary>
    public bool WasRead => Volatile.Read(ref _read) != 0;

    public RefreshBackOff? BackOff => Volatile.Read(ref _backOff);

    public bool Covers(int extent) => IsComplete || Extent >= extent;

    public void MarkChecked(long seq) => Volatile.Write(ref _checked, seq);

    /// <returns>True for the first to read it.</returns>
    public bool MarkRead() => !WasRead && Interlocked.Exchange(ref _read, 1) == 0;

    public void MarkUnread() => Volatile.Write(ref _read, 0);

    public void MarkRefreshFailed(RefreshBackOff backOff) => Volatile.Write(ref _backOff, backOff);
}

using Graph.Caching.Freshness;

namespace Graph.Caching.Memory;

/// <summary>Reads memory and judges what it finds: by the log first, by the clock second.</summary>
internal sealed class MemoryReader<T>(CacheParts parts, TimesInForce times) where T : class
{
    /// <summary>As the other, for one key.</summary>
    public ReadOutcome Read(CacheKey key, int extent, long arrival, out CacheEntry<T>? entry) =>
        Read(key, extent, arrival, parts.Time.GetTimestamp(), out entry);

    /// <param name="key">The key.</param>
    /// <param name="extent">How many items of a list are needed.</param>
    /// <param name="arrival">The log's count when the read began; taken BEFORE this look-up (R8).</param>
    /// <param name="now">The clock, taken BEFORE this look-up: one look at it does for many keys.</param>
    /// <param name="entry">What was found, unless a miss.</param>
    public ReadOutcome Read(CacheKey key, int extent, long arrival, long now, out CacheEntry<T>? entry)
    {
        entry = null;
        if (!parts.Memory.TryGet(key, out var found) || !found.Covers(extent) || !IsAlive(found, arrival))
        {
            return ReadOutcome.Miss;
        }

        entry = (CacheEntry<T>)found;
        var held = times.Of(found, now);
        return now < held.StaleAt ? ReadOutcome.Fresh
            : now < held.ExpireAt ? ReadOutcome.Stale
            : ReadOutcome.Expired;
    }

    /// <summary>What may be served because the upstream fails: alive at this moment (R13) and within its time for errors.</summary>
    /// <param name="key">The key.</param>
    /// <param name="extent">How many items of a list are needed.</param>
    /// <param name="isExpired">Whether it is past its time otherwise.</param>
    public CacheEntry<T>? ReadForError(CacheKey key, int extent, out bool isExpired)
    {
        var now = parts.Time.GetTimestamp();
        isExpired = Read(key, extent, parts.Index.Seq, now, out var entry) == ReadOutcome.Expired;
        if (isExpired && now >= times.Of(entry!, now).ErrorUntil)
        {
            return null;
        }

        return entry;
    }

    private bool IsAlive(CacheEntry entry, long arrival)
    {
        // One compare when nothing has been appended since it was last judged. Version floors only end with time, so they can't turn it.
        if (entry.Checked >= arrival)
        {
            return true;
        }

        if (parts.Index.IsDead(entry.Key, entry.Tags, entry.Start, entry.Version))
        {
            return false;
        }

        entry.MarkChecked(arrival);
        return true;
    }
}

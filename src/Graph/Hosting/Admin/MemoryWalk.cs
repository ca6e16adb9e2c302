using Graph.Caching;
using Graph.Caching.Memory;
using Graph.Invalidation;

namespace Graph.Hosting.Admin;

/// <summary>One pass over memory. It holds nothing up, so what comes or goes meanwhile may be in it or not.</summary>
internal sealed class MemoryWalk
{
    /// <summary>Ages that are kept for the medians, of all types together.</summary>
    public const int MaxAges = 100_000;

    private readonly SourceTally[] _bySource;

    private MemoryWalk(int sources, int agesOfEvery)
    {
        AgesOfEvery = agesOfEvery;
        _bySource = [.. Enumerable.Range(0, sources).Select(_ => new SourceTally(agesOfEvery))];
    }

    /// <summary>Of how many values of a type the age of one is kept.</summary>
    public int AgesOfEvery { get; }

    /// <param name="cache">Whose memory.</param>
    /// <param name="index">Judges what is dead.</param>
    /// <param name="time">Judges what is old.</param>
    /// <param name="maxAges">How many ages to keep, about.</param>
    public static MemoryWalk Over(EntityCache cache, InvalidationIndex index, TimeProvider time, int maxAges = MaxAges)
    {
        var walk = new MemoryWalk(cache.Sources.Count, Math.Max(1, (int)Math.Ceiling((double)cache.Memory.Count / maxAges)));
        var (seq, now) = (index.Seq, time.GetTimestamp());
        var sources = cache.Sources.ToDictionary(source => source.Number);
        foreach (var (key, entry) in cache.Memory.Entries)
        {
            var times = sources[key.Source].TimesOf(entry, now);
            walk._bySource[key.Source].Add(StateOf(entry, times, index, seq, now), time.GetElapsedTime(entry.FetchedAt, now));
        }

        return walk;
    }

    public SourceTally Of(CachedSource source) => _bySource[source.Number];

    // As readers judge it, but without a mark that it was looked at: a report must not make the next read cheaper.
    private static EntryState StateOf(CacheEntry entry, EntryTimes times, InvalidationIndex index, long seq, long now) =>
        entry.Checked < seq && index.IsDead(entry.Key, entry.Tags, entry.Start, entry.Version) ? EntryState.Invalidated
        : now >= times.ExpireAt ? EntryState.Expired
        : !entry.IsFound ? EntryState.Negative
        : now >= times.StaleAt ? EntryState.Stale
        : EntryState.Fresh;
}

namespace Graph.Caching;

/// <summary>Keys that were read of one source, by what was found in memory.</summary>
/// <param name="Hits">Fresh values.</param>
/// <param name="Stale">Stale values, while a refresh ran.</param>
/// <param name="Negative">Remembered absences.</param>
/// <param name="Misses">Nothing that may be served.</param>
/// <param name="StaleOnError">Of the misses: expired values that were served in the end, because the upstream failed.</param>
internal readonly record struct ReadCounts(long Hits, long Stale, long Negative, long Misses, long StaleOnError)
{
    public ReadCounts With(int hits, int stale, int negative, int misses) => this with
    {
        Hits = Hits + hits,
        Stale = Stale + stale,
        Negative = Negative + negative,
        Misses = Misses + misses,
    };
}

using Graph.Caching.Freshness;
using Graph.Caching.Memory;

namespace Graph.Caching.ResponseCache;

/// <summary>Finds how long a response is of use that was made of some values.</summary>
/// <param name="fallback">How long a value is served whose upstream announces its changes, while the log can't be read; in timestamp ticks.</param>
internal sealed class LifeOfReads(long fallback)
{
    private static readonly EntryTimes Endless = new(long.MaxValue, long.MaxValue, long.MaxValue, long.MaxValue);

    private readonly Dictionary<string, long> _tellers = new(StringComparer.OrdinalIgnoreCase);
    private EntryTimes _untold = Endless;
    private EntryTimes _told = Endless;
    private long _fallbackAt = long.MaxValue;
    private string _limit = "";
    private string _limitKey = "";

    public ResponseLife Life => new(_untold, _told, [.. _tellers.Select(teller => (teller.Key, teller.Value))], _fallbackAt, _limit, _limitKey);

    public void Add(CachedSource source, CacheEntry entry)
    {
        var untold = source.TimesOf(entry, told: false);
        var told = untold;
        if (source.Definition.Policy.Strategy == FreshnessStrategy.EventBased)
        {
            told = source.TimesOf(entry, told: true);
            _tellers[source.Definition.Domain] = Math.Min(_tellers.GetValueOrDefault(source.Definition.Domain, long.MaxValue), entry.FetchedAt);
        }

        if (source.Definition.HasEvents)
        {
            _fallbackAt = Math.Min(_fallbackAt, entry.FetchedAt + fallback);
        }

        if (untold.StaleAt < _untold.StaleAt)
        {
            (_limit, _limitKey) = (source.Definition.Label, entry.Key);
        }

        _untold = Least(_untold, untold);
        _told = Least(_told, told);
    }

    private static EntryTimes Least(EntryTimes one, EntryTimes other) => new(
        Math.Min(one.FetchedAt, other.FetchedAt),
        Math.Min(one.StaleAt, other.StaleAt),
        Math.Min(one.ExpireAt, other.ExpireAt),
        Math.Min(one.ErrorUntil, other.ErrorUntil));
}

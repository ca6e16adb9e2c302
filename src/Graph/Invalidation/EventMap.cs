using Graph.Domains.Abstractions;

namespace Graph.Invalidation;

/// <summary>What each type of change event makes stale, as the domains have said it. Filled at start, read-only afterwards.</summary>
internal sealed class EventMap(SecretIds ids)
{
    private readonly Dictionary<string, List<Action<ChangeEvent, IStale>>> _byType = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Types => _byType.Keys;

    public void Add(string type, Action<ChangeEvent, IStale> invalidate)
    {
        if (!_byType.TryGetValue(type, out var all))
        {
            _byType.Add(type, all = []);
        }

        all.Add(invalidate);
    }

    /// <summary>The record of an event; empty when no domain listens to its type.</summary>
    public InvalidationRecord RecordOf(ChangeEvent change)
    {
        var stale = new StaleRecord(ids);
        foreach (var invalidate in _byType.GetValueOrDefault(change.Type) ?? [])
        {
            invalidate(change, stale);
        }

        return stale.Build();
    }
}

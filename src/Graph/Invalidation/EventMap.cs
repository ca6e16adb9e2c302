using Graph.Domains.Abstractions;

namespace Graph.Invalidation;

/// <summary>What each type of change event makes stale, as the domains have said it. Filled at start, read-only afterwards.</summary>
internal sealed class EventMap(SecretIds ids)
{
    private readonly Dictionary<string, List<(string Domain, Action<ChangeEvent, IStale> Invalidate)>> _byType = new(StringComparer.Ordinal);
    private readonly HashSet<string> _domains = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> Types => _byType.Keys;

    /// <summary>Makes a domain known by the source of its upstream's events, whether it listens to any or not.</summary>
    public void AddDomain(string domain) => _domains.Add(domain);

    public void Add(string type, string domain, Action<ChangeEvent, IStale> invalidate)
    {
        if (!_byType.TryGetValue(type, out var all))
        {
            _byType.Add(type, all = []);
        }

        all.Add((domain, invalidate));
    }

    /// <summary>Whether any domain listens to a type.</summary>
    public bool Hears(string type) => _byType.ContainsKey(type);

    /// <summary>The record of an event; empty when no domain listens to its type.</summary>
    public InvalidationRecord RecordOf(ChangeEvent change)
    {
        var stale = new StaleRecord(ids);
        foreach (var (_, invalidate) in _byType.GetValueOrDefault(change.Type) ?? [])
        {
            invalidate(change, stale);
        }

        return stale.Build();
    }

    /// <summary>The domains of whose upstreams an event is a sign of life: those that listen to its type, and the one that the last
    /// segment of its source names (<c>/carts</c>, whatever the case, is Carts).</summary>
    public IReadOnlyList<string> DomainsOf(string type, string source)
    {
        var listening = (_byType.GetValueOrDefault(type) ?? []).Select(listener => listener.Domain);
        return _domains.TryGetValue(LastSegment(source), out var named) ? [.. listening.Append(named).Distinct()] : [.. listening.Distinct()];
    }

    private static string LastSegment(string source)
    {
        var end = source.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? source : source[..end]).TrimEnd('/');
        return path[(path.LastIndexOf('/') + 1)..];
    }
}

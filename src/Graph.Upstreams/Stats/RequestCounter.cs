using System.Collections.Concurrent;

namespace Graph.Upstreams.Stats;

/// <summary>Counts requests as they arrive, whatever becomes of them, so that a demo or a test can tell how many calls something cost.</summary>
internal sealed class RequestCounter
{
    private readonly ConcurrentDictionary<(string Service, string Route), long> _counts = new();

    public void Count(string service, string route) => _counts.AddOrUpdate((service, route), 1, (_, count) => count + 1);

    public void Reset() => _counts.Clear();

    public StatsReport Report()
    {
        var byService = _counts.ToLookup(c => c.Key.Service);
        var services = ServiceNames.All.ToDictionary(name => name, name => new ServiceStats(
            byService[name].Sum(c => c.Value),
            new SortedDictionary<string, long>(byService[name].ToDictionary(c => c.Key.Route, c => c.Value), StringComparer.Ordinal)));
        return new StatsReport(services.Values.Sum(s => s.Requests), services);
    }
}

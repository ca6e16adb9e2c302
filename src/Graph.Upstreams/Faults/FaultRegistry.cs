using System.Collections.Concurrent;

namespace Graph.Upstreams.Faults;

/// <summary>The faults in force, in memory: a restart heals everything.</summary>
internal sealed class FaultRegistry
{
    public const string AllServices = "all";

    private readonly ConcurrentDictionary<string, Fault> _faults = new();

    public IReadOnlyList<Fault> Current => [.. _faults.Values.OrderBy(f => f.Service, StringComparer.Ordinal)];

    public Fault? Find(string service) => _faults.GetValueOrDefault(service) ?? _faults.GetValueOrDefault(AllServices);

    public void Set(Fault fault) => _faults[fault.Service] = fault;

    public void Clear(string? service)
    {
        if (service is null)
            _faults.Clear();
        else
            _faults.TryRemove(service, out _);
    }
}

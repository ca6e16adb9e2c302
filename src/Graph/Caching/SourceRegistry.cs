using Graph.Domains.Abstractions;

namespace Graph.Caching;

/// <summary>Every source of the graph, as the domains declared them. Filled at start, read-only afterwards.</summary>
internal sealed class SourceRegistry
{
    private readonly Dictionary<string, SourceDefinition> _byName = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    public IReadOnlyCollection<SourceDefinition> All => _byName.Values;

    public IEnumerable<string> Problems => _problems.Concat(All.Select(definition => definition.Problem).OfType<string>());

    public void Add(SourceDefinition definition)
    {
        if (!_byName.TryAdd(definition.Source.Name, definition))
        {
            _problems.Add(
                $"Domain {definition.Domain} declares the source '{definition.Source.Name}', which domain {_byName[definition.Source.Name].Domain} has declared already.");
        }
    }

    /// <summary>The source that a key, tag or pattern is a name of, whatever comes behind it; null when it is none's. Of carts and carts:owner
    /// the longer one is meant.</summary>
    public SourceDefinition? Named(string name) => All
        .Where(definition => definition.Source.Name is var source
            && name.Length > source.Length && name[source.Length] == ':' && name.StartsWith(source, StringComparison.Ordinal))
        .MaxBy(definition => definition.Source.Name.Length);

    public SourceDefinition Of(Source source) => _byName.TryGetValue(source.Name, out var definition)
        ? definition
        : throw new InvalidOperationException($"No enabled domain declares the source '{source.Name}'. Add its domain to Domains:Enabled.");
}

using System.Collections;

namespace Graph.Upstreams;

/// <summary>All upstreams: what may stand in the section <c>Upstreams</c>, and the values of the label <c>upstream</c>.</summary>
internal sealed class UpstreamNames(IEnumerable<UpstreamName> names) : IReadOnlyCollection<string>
{
    private readonly string[] _names = [.. names.Select(name => name.Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    public int Count => _names.Length;

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

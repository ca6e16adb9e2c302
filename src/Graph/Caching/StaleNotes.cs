using System.Collections.Concurrent;

namespace Graph.Caching;

/// <summary>The types of which a request was served expired values, because their upstream fails.</summary>
internal sealed class StaleNotes
{
    private readonly ConcurrentDictionary<string, TimeSpan> _ages = new(StringComparer.Ordinal);

    /// <summary>Type to the age of its oldest such value.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Ages => _ages;

    public bool IsEmpty => _ages.IsEmpty;

    public void Add(string type, TimeSpan age) => _ages.AddOrUpdate(type, age, (_, known) => age > known ? age : known);
}

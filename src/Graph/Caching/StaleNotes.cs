using System.Collections.Concurrent;

namespace Graph.Caching;

/// <summary>The types of which a request was served expired values, because their upstream fails.</summary>
internal sealed class StaleNotes
{
    private static readonly Dictionary<string, TimeSpan> Nothing = [];

    // Made when there is something to note: nearly no request has anything.
    private ConcurrentDictionary<string, TimeSpan>? _ages;

    /// <summary>Type to the age of its oldest such value.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Ages => (IReadOnlyDictionary<string, TimeSpan>?)_ages ?? Nothing;

    public bool IsEmpty => _ages is null;

    public void Add(string type, TimeSpan age) =>
        LazyInitializer.EnsureInitialized(ref _ages, () => new ConcurrentDictionary<string, TimeSpan>(StringComparer.Ordinal))
            .AddOrUpdate(type, age, (_, known) => age > known ? age : known);
}

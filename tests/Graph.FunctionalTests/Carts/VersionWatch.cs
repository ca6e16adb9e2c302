using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Carts;

/// <summary>The least version (or count) that a read may give, by what has ended before it began. Reads that overlap bind each other to nothing.</summary>
internal sealed class VersionWatch
{
    private readonly ConcurrentDictionary<string, int> _least = new(StringComparer.Ordinal);

    /// <summary>What holds now; take it before a read begins.</summary>
    public IReadOnlyDictionary<string, int> Now() => new Dictionary<string, int>(_least, StringComparer.Ordinal);

    /// <summary>A read has ended, or a write is known: nothing that begins later may be lower.</summary>
    public void Raise(string key, int version) => _least.AddOrUpdate(key, version, (_, least) => Math.Max(least, version));

    /// <summary>Judges what a read has given by what held before it began, and raises. Null when all is well.</summary>
    public string? Judge(string key, int version, IReadOnlyDictionary<string, int> before)
    {
        Raise(key, version);
        return before.TryGetValue(key, out var least) && version < least ? $"{key} is {version} and has been {least}" : null;
    }
}

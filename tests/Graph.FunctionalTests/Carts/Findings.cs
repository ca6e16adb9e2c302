using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Carts;

/// <summary>What a run has found wrong, from many clients at once. The first ones are kept in words; the rest are counted.</summary>
internal sealed class Findings
{
    private const int Kept = 30;

    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _words = new();

    public int Count => _counts.Values.Sum();

    /// <param name="kind">Which rule was broken, for counting.</param>
    /// <param name="words">What happened, with what is needed to find it again.</param>
    public void Add(string kind, string words)
    {
        _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (_words.Count < Kept)
        {
            _words.Enqueue($"[{kind}] {words}");
        }
    }

    public override string ToString() => string.Join(
        Environment.NewLine, [.. _counts.OrderBy(count => count.Key).Select(count => $"{count.Key}: {count.Value}"), .. _words]);
}

using System.Collections.Concurrent;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What a run has found, from many clients at once: all counted, and the first of each rule kept in words.</summary>
internal sealed class Violations
{
    private const int KeptOfEach = 5;

    private readonly ConcurrentDictionary<Rule, int> _counts = new();
    private readonly ConcurrentQueue<Violation> _kept = new();

    public int Count => _counts.Values.Sum();

    public int Of(Rule rule) => _counts.GetValueOrDefault(rule);

    public IReadOnlyList<Violation> Kept => [.. _kept];

    public void Add(Violation violation)
    {
        if (_counts.AddOrUpdate(violation.Rule, 1, (_, count) => count + 1) <= KeptOfEach)
        {
            _kept.Enqueue(violation);
        }
    }

    public void Add(Rule rule, string text) => Add(new Violation(rule, text));

    /// <summary>Every rule that was broken, and how often.</summary>
    public string Summary => Count == 0 ? "no violation" : string.Join(", ", _counts.OrderBy(count => count.Key).Select(count => $"{count.Key} {count.Value}"));

    public override string ToString() => string.Join(Environment.NewLine, [Summary, .. _kept]);
}

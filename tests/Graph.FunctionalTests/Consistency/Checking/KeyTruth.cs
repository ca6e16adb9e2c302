using Graph.TestKit.Register;

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>Every state that a key has had.</summary>
internal sealed class KeyTruth
{
    private readonly List<Stamp> _stamps = [];

    /// <summary>In order, without gaps.</summary>
    public void Add(Stamp stamp) => _stamps.Add(stamp);

    /// <summary>The least state that a read can have been of which gave a version, or nothing; null when there is none.</summary>
    /// <param name="version">What was read; null for an absence.</param>
    /// <param name="atLeast">No earlier state counts.</param>
    /// <param name="until">When the read ended: it cannot be of a later one.</param>
    public int? Least(int? version, int atLeast, long until) => Matching(version, atLeast, until).FirstOrDefault() is { Number: > 0 } least ? least.Number : null;

    /// <summary>When the newest state that the read can have been of was replaced; null while it is the present one.</summary>
    public long? ReplacedAt(int? version, long until)
    {
        var newest = Matching(version, atLeast: 0, until).LastOrDefault();
        return newest.Number > 0 && newest.Number < _stamps[^1].Number ? _stamps[newest.Number - _stamps[0].Number + 1].At : null;
    }

    private IEnumerable<Stamp> Matching(int? version, int atLeast, long until)
    {
        if (_stamps.Count == 0)
        {
            return [];
        }

        var first = _stamps[0].Number;
        if (version is { } number)
        {
            return number >= Math.Max(first, atLeast) && number - first < _stamps.Count && _stamps[number - first] is { Exists: true } stamp && stamp.At <= until
                ? [stamp]
                : [];
        }

        return _stamps.Skip(Math.Max(0, atLeast - first)).Where(stamp => !stamp.Exists && stamp.At <= until);
    }
}

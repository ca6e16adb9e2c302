using Graph.Invalidation;

namespace Graph.Tests.Caching.Instances;

/// <summary>The log that all instances of a test share: its records in order, and what each has to make everybody see.</summary>
internal sealed class LogOfAll
{
    private readonly List<(InvalidationRecord Record, IReadOnlyDictionary<string, int> Acknowledges)> _records = [];

    /// <summary>Later than that of any log in memory, whose epochs are of the clock.</summary>
    public long Epoch { get; private set; } = 1L << 50;

    /// <summary>Records before this one are trimmed.</summary>
    public int Trimmed { get; private set; }

    public int Count => _records.Count;

    public (InvalidationRecord Record, IReadOnlyDictionary<string, int> Acknowledges) this[int index] => _records[index];

    public Position Append(InvalidationRecord record, IReadOnlyDictionary<string, int> acknowledges)
    {
        _records.Add((record, acknowledges));
        return new Position(Epoch, _records.Count);
    }

    public void Trim() => Trimmed = _records.Count;

    /// <summary>The server has restarted without its data.</summary>
    public void Lose()
    {
        Epoch++;
        Trimmed = 0;
        _records.Clear();
    }
}

using Graph.Execution.Results;

namespace Graph.Execution.Running;

/// <summary>The errors of a response in the order of its data: as many as it may have, and how many more there are.</summary>
internal sealed class ResponseErrors(int limit)
{
    private readonly List<GraphError> _kept = [];

    /// <summary>How many there are, those left out included.</summary>
    public int Count { get; private set; }

    public bool HasRoom => Count < limit;

    /// <summary>Notes one more error that there is no room for.</summary>
    public void LeaveOut() => Count++;

    public void Add(GraphError error)
    {
        if (Count++ < limit)
        {
            _kept.Add(error);
        }
    }

    /// <summary>Forgets what was added since there were so many.</summary>
    public void TakeBack(int count)
    {
        Count = count;
        if (_kept.Count > count)
        {
            _kept.RemoveRange(count, _kept.Count - count);
        }
    }

    public IReadOnlyList<GraphError> ToList() => Count == 0 ? [] : ErrorList.WithRest(_kept, Count - _kept.Count);

    public void Clear() => TakeBack(0);
}

namespace Graph.Invalidation.Shared;

/// <summary>How far this instance had read the last epochs when they ended: so it knows of a record that is appended again whether it has
/// applied it before. Used under the log's lock.</summary>
internal sealed class EndedEpochs
{
    private const int Kept = 8;

    private readonly Queue<Position> _ends = new();
    private readonly HashSet<Position> _applied = [];

    /// <param name="end">The last record that was read of an epoch.</param>
    public void Add(Position end)
    {
        _ends.Enqueue(end);
        if (_ends.Count > Kept)
        {
            _ends.Dequeue();
            _applied.RemoveWhere(first => first.Epoch < _ends.Peek().Epoch);
        }
    }

    /// <summary>Whether a record has never come here, neither at its first place nor again; true once, as it comes now. What was in the log
    /// before this instance, or longer ago than is kept, says nothing about what it has fetched.</summary>
    public bool IsNews(Position first)
    {
        if (!_ends.TryPeek(out var oldest) || first.Epoch < oldest.Epoch)
        {
            return false;
        }

        var end = _ends.LastOrDefault(end => end.Epoch == first.Epoch);
        return (end == default || first > end) && _applied.Add(first);
    }
}

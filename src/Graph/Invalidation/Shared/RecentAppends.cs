namespace Graph.Invalidation.Shared;

/// <summary>What this instance has appended lately: after a switch to another server the last of it may be lost there, so it is appended again.</summary>
/// <remarks>Time counts only while the server answers: what was appended just before it went away is recent however long it was away.</remarks>
/// <param name="capacity">The most records; they are to find a place in the <see cref="Outbox"/>.</param>
/// <param name="time">The clock.</param>
internal sealed class RecentAppends(int capacity, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);

    private readonly Queue<(long At, InvalidationRecord Record)> _records = new();
    private readonly Lock _lock = new();

    /// <param name="record">The record.</param>
    /// <param name="position">The place that it has got now.</param>
    public void Add(InvalidationRecord record, Position position)
    {
        lock (_lock)
        {
            _records.Enqueue((time.GetTimestamp(), record with { FirstAt = record.FirstAt ?? position }));
            ForgetUnsafe();
        }
    }

    /// <summary>The server that has taken them still answers.</summary>
    public void Confirm()
    {
        lock (_lock)
        {
            ForgetUnsafe();
        }
    }

    /// <summary>Those that make something stale; each is given out once.</summary>
    public IReadOnlyList<InvalidationRecord> Take()
    {
        lock (_lock)
        {
            InvalidationRecord[] recent = [.. _records.Select(kept => kept.Record).Where(record => !record.IsEmpty)];
            _records.Clear();
            return recent;
        }
    }

    private void ForgetUnsafe()
    {
        while (_records.TryPeek(out var oldest) && (_records.Count > capacity || time.GetElapsedTime(oldest.At) > Kept))
        {
            _records.Dequeue();
        }
    }
}

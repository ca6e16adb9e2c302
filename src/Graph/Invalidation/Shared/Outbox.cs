namespace Graph.Invalidation.Shared;

/// <summary>Records that are to be appended once the log takes them again, in order; bounded.</summary>
internal sealed class Outbox(int capacity)
{
    private readonly Queue<OwnAppend> _waiting = new();
    private readonly Lock _lock = new();

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Whether there is room for another write. Those that are under way when it fills up still find a place.</summary>
    public bool HasRoom => Count < capacity;

    /// <returns>Whether nothing else waits.</returns>
    public bool Add(OwnAppend append)
    {
        lock (_lock)
        {
            _waiting.Enqueue(append);
            return _waiting.Count == 1;
        }
    }

    public OwnAppend? First()
    {
        lock (_lock)
        {
            return _waiting.TryPeek(out var first) ? first : null;
        }
    }

    public void RemoveFirst()
    {
        lock (_lock)
        {
            _waiting.Dequeue();
        }
    }
}

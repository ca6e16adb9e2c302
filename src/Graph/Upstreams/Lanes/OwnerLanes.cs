using System.Diagnostics.CodeAnalysis;

namespace Graph.Upstreams.Lanes;

/// <summary>The lanes of one owner, or those that are everybody's, and the keys that wait for them. Belongs to the lock of its
/// <see cref="Lanes{TItem}"/>.</summary>
internal sealed class OwnerLanes<TItem>(string? owner)
{
    private readonly Dictionary<int, Queue<TItem>> _waiting = [];
    private readonly Queue<int> _turns = new();

    public string? Owner => owner;

    /// <summary>Lanes that are taken. A call that waits for its retry takes none.</summary>
    public int Busy { get; set; }

    /// <summary>Calls under way, those that wait for a retry included.</summary>
    public int Calls { get; set; }

    public bool IsIdle => Calls == 0 && _turns.Count == 0;

    public void Wait(int kind, IReadOnlyList<TItem> items)
    {
        if (!_waiting.TryGetValue(kind, out var queue))
        {
            _waiting.Add(kind, queue = new Queue<TItem>());
            _turns.Enqueue(kind);
        }

        foreach (var item in items)
        {
            queue.Enqueue(item);
        }
    }

    public bool TryTake(Func<int, int> batchSize, [NotNullWhen(true)] out List<TItem>? batch)
    {
        batch = null;
        if (!_turns.TryDequeue(out var kind))
        {
            return false;
        }

        var queue = _waiting[kind];
        batch = new List<TItem>(Math.Min(queue.Count, batchSize(kind)));
        while (batch.Count < batch.Capacity)
        {
            batch.Add(queue.Dequeue());
        }

        if (queue.Count > 0)
        {
            _turns.Enqueue(kind); // kinds take turns, so that none starves
        }
        else
        {
            _waiting.Remove(kind);
        }

        return true;
    }
}

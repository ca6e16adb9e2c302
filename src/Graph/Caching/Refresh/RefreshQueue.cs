using System.Diagnostics.CodeAnalysis;

namespace Graph.Caching.Refresh;

/// <summary>The keys of one source that wait for their refresh, the earliest first; each once. Belongs to the scheduler's lock.</summary>
internal sealed class RefreshQueue
{
    private readonly SortedSet<ScheduledRefresh> _byTime = new(new Earliest());
    private readonly Dictionary<string, ScheduledRefresh> _byId = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    public bool TryPeek(out ScheduledRefresh next)
    {
        next = _byTime.Min;
        return _byTime.Count > 0;
    }

    public bool Contains(string id) => _byId.ContainsKey(id);

    /// <summary>Adds a key, or gives it another time.</summary>
    public void Set(ScheduledRefresh refresh)
    {
        Remove(refresh.Id);
        _byId.Add(refresh.Id, refresh);
        _byTime.Add(refresh);
    }

    public bool TryTake(long dueBy, [NotNullWhen(true)] out ScheduledRefresh? refresh)
    {
        refresh = null;
        if (!TryPeek(out var next) || next.DueAt > dueBy)
        {
            return false;
        }

        Remove(next.Id);
        refresh = next;
        return true;
    }

    public void Clear()
    {
        _byId.Clear();
        _byTime.Clear();
    }

    private void Remove(string id)
    {
        if (_byId.Remove(id, out var known))
        {
            _byTime.Remove(known);
        }
    }

    private sealed class Earliest : IComparer<ScheduledRefresh>
    {
        public int Compare(ScheduledRefresh one, ScheduledRefresh other) =>
            one.DueAt != other.DueAt ? one.DueAt.CompareTo(other.DueAt) : string.CompareOrdinal(one.Id, other.Id);
    }
}

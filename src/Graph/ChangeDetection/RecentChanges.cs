namespace Graph.ChangeDetection;

/// <summary>What the log has already of the time that looks overlap in, so that a change is told once.</summary>
internal sealed class RecentChanges(int capacity)
{
    private readonly Dictionary<string, (long? Version, DateTimeOffset UpdatedAt)> _told = new(StringComparer.Ordinal);

    public int Count => _told.Count;

    public bool Knows(ChangedItem item) =>
        _told.TryGetValue(item.Id, out var told) && told.Version == item.Version && told.UpdatedAt == item.UpdatedAt;

    public void Add(IReadOnlyList<ChangedItem> items)
    {
        foreach (var item in items)
        {
            if (_told.Count >= capacity)
            {
                _told.Clear(); // tells some of them again, which harms nothing
            }

            _told[item.Id] = (item.Version, item.UpdatedAt);
        }
    }

    /// <summary>No look reaches back there any more.</summary>
    public void ForgetBefore(DateTimeOffset time)
    {
        foreach (var id in _told.Where(told => told.Value.UpdatedAt < time).Select(told => told.Key).ToArray())
        {
            _told.Remove(id);
        }
    }
}

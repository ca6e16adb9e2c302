namespace Graph.Invalidation.Events;

/// <summary>Puts what the events of a delivery make stale into one record, or into as few as its limit of names allows. What one event says
/// is never parted.</summary>
internal sealed class EventRecords(int maxNames)
{
    /// <summary>Letters of a name. Texts in the data of an event are as long as its sender likes, and names are kept.</summary>
    public const int MaxNameLength = 2_048;

    private const int PrefixLength = 256;

    private readonly List<InvalidationRecord> _full = [];
    private readonly List<KeyInvalidation> _keys = [];
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _alive = new(StringComparer.Ordinal);

    private int Names => _keys.Count + _tags.Count + _patterns.Count;

    public void Add(InvalidationRecord record, IEnumerable<string> alive)
    {
        var said = Bounded(record);
        var added = said.Keys.Count + said.Tags.Count(tag => !_tags.Contains(tag)) + said.Patterns.Count(pattern => !_patterns.Contains(pattern));
        if (Names > 0 && Names + added > maxNames)
        {
            Close();
        }

        _keys.AddRange(said.Keys); // with their repetitions: in between the entity may have been deleted
        _tags.UnionWith(said.Tags);
        _patterns.UnionWith(said.Patterns);
        _alive.UnionWith(alive);
    }

    public IReadOnlyList<InvalidationRecord> Build()
    {
        if (Names + _alive.Count > 0)
        {
            Close();
        }

        return _full;
    }

    private void Close()
    {
        _full.Add(new InvalidationRecord([.. _keys], [.. _tags], [.. _patterns]) { Alive = [.. _alive] });
        _keys.Clear();
        _tags.Clear();
        _patterns.Clear();
        _alive.Clear();
    }

    /// <summary>Names that are too long become patterns of how they begin: that invalidates more, never less.</summary>
    private static InvalidationRecord Bounded(InvalidationRecord record) => new(
        [.. record.Keys.Where(key => IsShort(key.Key))],
        [.. record.Tags.Where(IsShort)],
        [.. record.Patterns.Where(IsShort), .. record.Keys.Select(key => key.Key).Concat(record.Tags).Concat(record.Patterns).Where(name => !IsShort(name)).Select(Prefix)]);

    private static bool IsShort(string name) => name.Length <= MaxNameLength;

    private static string Prefix(string name) => string.Concat(name.AsSpan(0, PrefixLength), "*");
}

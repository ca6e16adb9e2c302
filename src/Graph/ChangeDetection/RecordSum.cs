using Graph.Invalidation;

namespace Graph.ChangeDetection;

/// <summary>Several changes as one record, each name once.</summary>
internal sealed class RecordSum
{
    private readonly HashSet<KeyInvalidation> _keys = [];
    private readonly HashSet<string> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _patterns = new(StringComparer.Ordinal);

    public int Count => _keys.Count + _tags.Count + _patterns.Count;

    /// <summary>Adds a record, unless the sum has names already and would have too many with it.</summary>
    public bool TryAdd(InvalidationRecord record, int maxNames)
    {
        var more = record.Keys.Count(key => !_keys.Contains(key)) + record.Tags.Count(tag => !_tags.Contains(tag))
            + record.Patterns.Count(pattern => !_patterns.Contains(pattern));
        if (Count > 0 && Count + more > maxNames)
        {
            return false;
        }

        _keys.UnionWith(record.Keys);
        _tags.UnionWith(record.Tags);
        _patterns.UnionWith(record.Patterns);
        return true;
    }

    public InvalidationRecord Build() => new([.. _keys], [.. _tags], [.. _patterns]);
}

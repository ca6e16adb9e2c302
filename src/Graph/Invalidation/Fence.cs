namespace Graph.Invalidation;

/// <summary>What a write asks of the log while its own record is applied: whether any other record has touched its value since it began.</summary>
/// <param name="Key">The value's logical key.</param>
/// <param name="Tags">The value's tags.</param>
/// <param name="Start">The moment immediately before the write was sent.</param>
/// <param name="Version">The value's version: others may have announced it, or older ones.</param>
internal readonly record struct Fence(string Key, IReadOnlyList<string> Tags, Mark Start, long Version)
{
    /// <summary>Whether a record makes what was written doubtful.</summary>
    public bool IsTouchedBy(InvalidationRecord record)
    {
        var (key, version) = (Key, Version);
        return record.Keys.Any(named => named.Key == key && !(named is { Deleted: false, Version: { } announced } && announced <= version && !record.ForgetsVersions))
            || record.FallsOn(key, Tags);
    }
}

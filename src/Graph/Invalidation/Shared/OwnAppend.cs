namespace Graph.Invalidation.Shared;

/// <summary>A record that this instance appends: applied once, by whoever comes first, its appender or its reader (R3).</summary>
/// <param name="record">The record.</param>
/// <param name="watch">The watch of its write, if any.</param>
/// <param name="isApplied">Whether it is applied already, without a place (R5).</param>
internal sealed class OwnAppend(InvalidationRecord record, FenceWatch? watch, bool isApplied = false)
{
    private Mark? _at;

    public InvalidationRecord Record => record;

    /// <summary>Its place, once it has one here.</summary>
    public Position? Position => _at?.Position;

    /// <summary>Called under the log's lock.</summary>
    public Mark ApplyUnsafe(InvalidationIndex index, Position position)
    {
        if (_at is null && isApplied)
        {
            index.Place(record, position);
            _at = new Mark(position, index.Seq);
        }

        // What is appended again was applied here the first time.
        return _at ??= index.Apply(record.FirstAt is null ? record : record.Again(), position, watch);
    }
}

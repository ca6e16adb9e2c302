namespace Graph.Invalidation;

/// <summary>What a write asks of the log while its own record is applied: whether any other record has touched its value since it began.</summary>
/// <param name="Key">The value's logical key.</param>
/// <param name="Tags">The value's tags.</param>
/// <param name="Seq">The count of records immediately before the write was sent.</param>
/// <param name="Version">The value's version: others may have announced it, or older ones.</param>
internal readonly record struct Fence(string Key, IReadOnlyList<string> Tags, long Seq, long Version);

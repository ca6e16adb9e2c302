namespace Graph.Invalidation.Shared;

/// <summary>What the stream has told at once.</summary>
/// <param name="Epoch">The stream's epoch.</param>
/// <param name="Tail">The id of its last record; 0 when it has had none.</param>
/// <param name="Items">Records in order; those that are missing before the first one have been trimmed.</param>
internal sealed record LogPage(long Epoch, long Tail, IReadOnlyList<LogItem> Items);

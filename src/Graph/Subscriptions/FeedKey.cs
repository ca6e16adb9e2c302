namespace Graph.Subscriptions;

/// <summary>What subscribers must have in common to share one execution.</summary>
/// <param name="Document">The text.</param>
/// <param name="OperationName">Which of its operations.</param>
/// <param name="Variables">In one order, without where to resume.</param>
/// <param name="Viewer">Whose it is; null for everybody's.</param>
internal readonly record struct FeedKey(string Document, string? OperationName, string Variables, string? Viewer);

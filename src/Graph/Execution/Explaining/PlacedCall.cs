using Graph.Caching;

namespace Graph.Execution.Explaining;

/// <summary>One upstream call, and for which fields it was: a batch may serve several.</summary>
internal sealed record PlacedCall(IReadOnlyList<ReadPlace> Places, ObservedCall Call);

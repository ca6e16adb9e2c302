using Graph.Invalidation;

namespace Graph.Caching.Writes;

/// <summary>What an upstream has answered to a write, as the cache sees it.</summary>
/// <param name="Id">The entity's id: not the one that was written where a cart merged into another.</param>
/// <param name="LogicalKey">What invalidations call it.</param>
/// <param name="Version">Its version; null for an unversioned entity, which is never filled.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record WrittenValue(string Id, string LogicalKey, long? Version, IReadOnlyList<string> Tags)
{
    public Fence? FenceOf(Mark start) => Version is { } version ? new Fence(LogicalKey, Tags, start, version) : null;
}

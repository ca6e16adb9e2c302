namespace Graph.Invalidation;

/// <summary>Watches a write's fence while its record is on its way: the records of others may be applied before or after it (R16).</summary>
internal sealed class FenceWatch(Fence fence, bool isHeld)
{
    private volatile bool _isHeld = isHeld;

    public Fence Fence => fence;

    /// <summary>Whether nobody else has touched the value so far.</summary>
    public bool IsHeld => _isHeld;

    public void Break() => _isHeld = false;
}

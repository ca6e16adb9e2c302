namespace Graph.Caching.Writes;

/// <summary>One change that a viewer is shown before its outcome is known (R17). Never stored, only laid over what a read has found.</summary>
/// <param name="key">Who sees it, and of what.</param>
/// <param name="basis">What was known when it was pushed.</param>
internal abstract class Overlay(OverlayKey key, OverlayBasis basis)
{
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile OverlayBasis _basis = basis;
    private volatile bool _isDropped;
    private volatile bool _isConfirmed;

    public OverlayKey Key => key;

    /// <summary>What the log says later, and this does not know, ends it.</summary>
    public OverlayBasis Basis
    {
        get => _basis;
        set => _basis = value;
    }

    /// <summary>Whether somebody else's invalidation has ended it; its write may still be under way.</summary>
    public bool IsDropped
    {
        get => _isDropped;
        set => _isDropped = value;
    }

    /// <summary>Whether what it shows is true by now: a read that had it before must not show less.</summary>
    public bool IsConfirmed => _isConfirmed;

    /// <summary>Ends when the outcome of its write is known and shown.</summary>
    public Task Settled => _settled.Task;

    public void Confirm() => _isConfirmed = true;

    public void Settle() => _settled.TrySetResult();
}

using System.Collections.Concurrent;
using Graph.Invalidation;

namespace Graph.Caching.Writes;

/// <summary>The changes that viewers are shown before their outcomes are known. Bounded: beyond that a write goes on without being shown.</summary>
internal sealed class Overlays(EntityCacheOptions options, InvalidationIndex index)
{
    private const int MaxPerKey = 16;

    // Arrays are replaced as a whole, under the lock; readers take none.
    private readonly ConcurrentDictionary<OverlayKey, Overlay[]> _pending = new();
    private readonly Lock _lock = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public bool TryPush(Overlay overlay)
    {
        lock (_lock)
        {
            var pending = Of(overlay.Key);
            if (_count >= options.MaxOverlays || pending.Length >= MaxPerKey)
            {
                return false;
            }

            _pending[overlay.Key] = [.. pending, overlay];
            Volatile.Write(ref _count, _count + 1);
            return true;
        }
    }

    /// <summary>All that are pending, in the order in which they were pushed; those that were dropped as well.</summary>
    public Overlay[] Of(OverlayKey key) => _pending.TryGetValue(key, out var pending) ? pending : [];

    /// <summary>Ends an overlay whose record has been applied: what it showed is true.</summary>
    public void Confirm(Overlay overlay)
    {
        overlay.Confirm(); // before it goes, so that whoever had it and misses it knows why
        Remove(overlay);
    }

    /// <summary>Ends an overlay whose change has not come about, or nobody knows; nothing once it has been confirmed.</summary>
    public void RollBack(Overlay overlay) => Remove(overlay);

    /// <summary>Whether nobody else has ended it: no purge, no deletion and no newer version since it was pushed.</summary>
    public bool IsAlive(Overlay overlay, string logicalKey) =>
        !overlay.IsDropped && overlay.Basis is var basis && !index.IsDead(logicalKey, [], basis.Mark, basis.Version);

    /// <summary>Ends for good what others have invalidated so far. Called before a write of the same viewer appends, as its own record must
    /// neither end the viewer's other overlays nor hide that another has.</summary>
    public void DropDead(OverlayKey key, string logicalKey)
    {
        foreach (var overlay in Of(key))
        {
            overlay.IsDropped = !IsAlive(overlay, logicalKey);
        }
    }

    /// <summary>Tells the viewer's pending overlays of the viewer's own record.</summary>
    public void Rebase(OverlayKey key, long seq, long version)
    {
        lock (_lock)
        {
            foreach (var overlay in Of(key))
            {
                var mark = overlay.Basis.Mark;
                overlay.Basis = new OverlayBasis(mark with { Seq = Math.Max(mark.Seq, seq) }, Math.Max(overlay.Basis.Version, version));
            }
        }
    }

    private void Remove(Overlay overlay)
    {
        lock (_lock)
        {
            var pending = Of(overlay.Key);
            var left = Array.FindAll(pending, other => other != overlay);
            if (left.Length == pending.Length)
            {
                return;
            }

            if (left.Length > 0)
            {
                _pending[overlay.Key] = left;
            }
            else
            {
                _pending.TryRemove(overlay.Key, out _);
            }

            Volatile.Write(ref _count, _count - 1);
        }

        overlay.Settle();
    }
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>What a change makes stale, whether an event or a mutation says so.</summary>
internal static class CartChanges
{
    // An anonymous cart's event looks like one that leaves its owner out: both touch every owner's look-up.
    public static void Modified(ChangeEvent change, IStale stale)
    {
        stale.Changed(CartSources.Entity, change);
        if (change["ownerId"] is { } ownerId)
            OwnerTouched(ownerId, stale);
        else
            stale.All(CartSources.OfOwner);
    }

    public static void OwnerTouched(string ownerId, IStale stale) => stale.Entity(CartSources.OfOwner, ownerId);
}

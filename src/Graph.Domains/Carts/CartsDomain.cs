using Graph.Domains.Abstractions;

namespace Graph.Domains.Carts;

/// <summary>Carts and orders are private, and no field reaches them yet; their events are taken from the start, so that the
/// carts service can announce changes to a graph of any version.</summary>
public sealed class CartsDomain : IDomainModule
{
    public static string Name => "Carts";

    public static void Register(IDomainBuilder domain)
    {
        domain.On("cart.modified", (change, stale) => OwnerTouched(change, stale.Changed(CartSources.Entity, change)));
        domain.On("order.changed", OrdersTouched);
    }

    // An anonymous cart's event looks like one that leaves its owner out: both touch every owner's look-up.
    private static void OwnerTouched(ChangeEvent change, IStale stale)
    {
        if (change["ownerId"] is { } ownerId)
            stale.Tag(CartTags.OfOwner(ownerId));
        else
            stale.Pattern(CartTags.AllOwners);
    }

    private static void OrdersTouched(ChangeEvent change, IStale stale)
    {
        if (change["userId"] is { } userId)
            stale.Tag(CartTags.OrdersOf(userId));
        else
            stale.Pattern(CartTags.AllOrders);
    }
}

using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

/// <summary>What a change makes stale, whether an event or a mutation says so.</summary>
internal static class ReviewChanges
{
    public static void Added(ChangeEvent change, IStale stale) => ListsTouched(change, stale.Added(ReviewSources.Entity, change));

    public static void Changed(ChangeEvent change, IStale stale) => ListsTouched(change, stale.Changed(ReviewSources.Entity, change));

    public static void Deleted(ChangeEvent change, IStale stale) => ListsTouched(change, stale.Deleted(ReviewSources.Entity, change));

    public static void ListsOf(string productId, IStale stale) => stale.Tag(ReviewSources.OfProduct.KeyOf(productId));

    private static void ListsTouched(ChangeEvent change, IStale stale)
    {
        if (change["productId"] is { } productId)
            ListsOf(productId, stale);
        else
            stale.All(ReviewSources.OfProduct);
    }
}

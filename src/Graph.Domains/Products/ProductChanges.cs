using Graph.Domains.Abstractions;

namespace Graph.Domains.Products;

/// <summary>What a change makes stale, whether an event or a mutation says so.</summary>
internal static class ProductChanges
{
    public static void Changed(ChangeEvent change, IStale stale) =>
        ListsTouched(change["category"], change["previousCategory"], stale.Changed(ProductSources.Entity, change));

    public static void Deleted(ChangeEvent change, IStale stale) =>
        ListsTouched(change["category"], change["previousCategory"], stale.Deleted(ProductSources.Entity, change));

    /// <summary>The lists that a product may be in; all of them where its category is not known.</summary>
    public static void ListsTouched(string? category, string? previous, IStale stale)
    {
        if (category is null)
        {
            stale.All(ProductSources.List);
            return;
        }

        stale.Tag(ProductTags.Lists).Tag(ProductTags.ListsOf(category));
        if (previous is not null)
            stale.Tag(ProductTags.ListsOf(previous));
    }
}

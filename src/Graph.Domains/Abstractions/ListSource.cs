namespace Graph.Domains.Abstractions;

/// <summary>A list of entities, cached page by page as ids; the items live in the entity cache. Immutable; share one instance.</summary>
/// <typeparam name="TItem">The record behind the items' type.</typeparam>
/// <typeparam name="TPage">What is cached for a page.</typeparam>
public sealed class ListSource<TItem, TPage> : Source where TItem : class where TPage : Page
{
    /// <param name="name">The key prefix, e.g. <c>reviews:product</c>, so that <c>reviews:product:7</c> is the key of product 7's list.</param>
    /// <param name="items">The entity that the list's ids name.</param>
    /// <param name="policy">The SDL coordinate whose freshness applies; default: the items' own type.</param>
    /// <param name="keyVersion">See <see cref="Source.KeyVersion"/>.</param>
    public ListSource(string name, EntitySource<TItem> items, string? policy = null, int keyVersion = 1)
        : base(name, policy ?? items.Policy, keyVersion) => Items = items;

    /// <summary>A list whose pages hold their items, because nothing reads one by its id alone (orders, activity).</summary>
    /// <param name="name">The key prefix.</param>
    /// <param name="items">The items of a page; as many as <see cref="Page.Ids"/>, in their order.</param>
    /// <param name="policy">The SDL coordinate whose freshness applies.</param>
    /// <param name="keyVersion">See <see cref="Source.KeyVersion"/>.</param>
    public ListSource(string name, Func<TPage, IReadOnlyList<TItem>> items, string policy, int keyVersion = 1)
        : base(name, policy, keyVersion) => HeldItems = items;

    /// <summary>The entity that the list's ids name; null where the pages hold the items.</summary>
    public EntitySource<TItem>? Items { get; }

    /// <summary>The items that a page holds; null where they are entities of their own.</summary>
    public Func<TPage, IReadOnlyList<TItem>>? HeldItems { get; }
}

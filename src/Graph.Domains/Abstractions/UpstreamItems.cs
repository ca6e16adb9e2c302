namespace Graph.Domains.Abstractions;

/// <summary>A list as an upstream answers it: an object with <c>items</c>, none of them null. Derive for what stands beside them.</summary>
/// <param name="Items">The items, in order.</param>
/// <typeparam name="T">How one item is read.</typeparam>
public record UpstreamItems<T>(IReadOnlyList<T> Items) where T : class
{
    /// <summary>The items, in order.</summary>
    public IReadOnlyList<T> Items { get; } = JsonElements.NotNull(Items);

    /// <summary>Puts the items into the entity cache.</summary>
    /// <returns>Their ids, in order: what is cached for the list.</returns>
    public IReadOnlyList<string> Prime(EntitySource<T> source, FetchContext context)
    {
        context.Prime(source, Items);
        return [.. Items.Select(source.Id)];
    }
}

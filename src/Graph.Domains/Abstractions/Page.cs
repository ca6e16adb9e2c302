namespace Graph.Domains.Abstractions;

/// <summary>One page of a list as the upstream sent it, by ids. Immutable. Derive to carry more about the list.</summary>
/// <param name="Ids">The items' ids, in order.</param>
/// <param name="NextCursor">The upstream's own cursor of the page after this one; null at the end.</param>
/// <param name="Total">How many items the whole list has.</param>
public record Page(IReadOnlyList<string> Ids, string? NextCursor, int Total)
{
    private const string NoCursor = "-";

    /// <summary>The beginning of a list that its upstream gives without cursors, for fields that do not page. One as long as was asked
    /// for is not the end: it must not answer for a longer one, so it has a <see cref="NextCursor"/> that no fetch is ever given.</summary>
    /// <param name="ids">The items' ids, in order.</param>
    /// <param name="first">How many were asked for.</param>
    public static Page Beginning(IReadOnlyList<string> ids, int first) => new(ids, ids.Count < first ? null : NoCursor, ids.Count);
}

namespace Graph.ChangeDetection;

/// <summary>What a call of a feed has brought.</summary>
/// <param name="Items">What has changed, oldest first.</param>
/// <param name="NextCursor">Of the next page; null at the end.</param>
/// <param name="Date">The upstream's own time at the answer, to the second; null where it does not say so.</param>
internal sealed record FeedPage(IReadOnlyList<ChangedItem> Items, string? NextCursor, DateTimeOffset? Date)
{
    /// <summary>The newest change of the page.</summary>
    public DateTimeOffset? Newest => Items.Count == 0 ? null : Items.Max(item => item.UpdatedAt);
}

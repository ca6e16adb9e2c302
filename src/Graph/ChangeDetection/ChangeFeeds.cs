namespace Graph.ChangeDetection;

/// <summary>The feeds that the domains have declared. Filled at start, read-only afterwards.</summary>
internal sealed class ChangeFeeds
{
    private readonly Dictionary<string, ChangeFeed> _byDomain = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    public IReadOnlyCollection<ChangeFeed> All => _byDomain.Values;

    public IReadOnlyList<string> Problems => _problems;

    public void Add(ChangeFeed feed)
    {
        if (!_byDomain.TryAdd(feed.Domain, feed))
        {
            _problems.Add($"Domain {feed.Domain} says DetectChanges twice, of '{_byDomain[feed.Domain].Path}' and '{feed.Path}'; it may once.");
        }
    }
}

namespace Graph.Domains.Tests.Seam;

/// <summary>How a domain has said that its changes are found out.</summary>
internal sealed record RecordedFeed(string Path, string EventType, string Id, IReadOnlyList<string> Data, bool IsOfAll)
{
    public string? AddedEventType { get; init; }
}

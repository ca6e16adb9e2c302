using Graph.Domains.Abstractions;

namespace Graph.ChangeDetection;

/// <summary>How an upstream tells what has changed, as its domain has said it.</summary>
/// <param name="Upstream">The service; its name is the domain's.</param>
/// <param name="Path">What to ask.</param>
/// <param name="EventType">The event that an item becomes.</param>
/// <param name="IdProperty">What tells an item from others.</param>
/// <param name="DataProperties">What the event carries along.</param>
/// <param name="IsOfAll">Whether any change is one event of the whole service.</param>
internal sealed record ChangeFeed(
    IUpstream Upstream, string Path, string EventType, string IdProperty, IReadOnlyList<string> DataProperties, bool IsOfAll)
{
    public const int PageSize = 100;

    /// <summary>The event that an item becomes which has not changed since it was made; null where that makes no difference.</summary>
    public string? AddedEventType { get; init; }

    public string Domain => Upstream.Name;

    /// <summary>What the lease and the watermark are called.</summary>
    public string Name => "detect:" + Domain;

    /// <summary>The event of an item; null of all that there are, where nothing is known of any.</summary>
    public ChangeEvent EventOf(ChangedItem? item) => item is { } changed && !IsOfAll
        ? new ChangeEvent(changed.IsNew && AddedEventType is { } added ? added : EventType, changed.Id, changed.Version, changed.Data)
        : new ChangeEvent(EventType, Subject: null, Version: null, ChangedItem.NoData);
}

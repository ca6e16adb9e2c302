namespace Graph.ChangeDetection;

/// <summary>One thing that has changed.</summary>
/// <param name="Id">Tells it from others.</param>
/// <param name="Version">Its version now; null where the upstream has none.</param>
/// <param name="UpdatedAt">When it changed, by the upstream's clock.</param>
/// <param name="Data">What its event carries along.</param>
internal readonly record struct ChangedItem(string Id, long? Version, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, string> Data)
{
    /// <summary>Whether it has not changed since it was made (<c>createdAt</c> is <c>updatedAt</c>).</summary>
    public bool IsNew { get; init; }

    public static readonly IReadOnlyDictionary<string, string> NoData = new Dictionary<string, string>();
}

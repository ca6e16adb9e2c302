using System.ComponentModel.DataAnnotations;

namespace Graph.Caching.Refresh;

/// <summary>Bounds of what is fetched again without a reader who waits: ahead of expiry (BACKGROUND_REFRESH) and by a timer (PERIODIC).</summary>
internal sealed class RefreshOptions
{
    public const string SectionName = "Refresh";

    /// <summary>How many keys of one type or list are fetched again a second; no more are under way either. What is not reached in time is
    /// fetched when it is next read.</summary>
    /// <value>Default 50.</value>
    [Range(1, 100_000)]
    public int MaxKeysPerSecond { get; set; } = 50;

    /// <summary>How many keys wait for their turn, of all types together. Beyond that a value is fetched when it is next read after its
    /// time.</summary>
    /// <value>Default 200,000.</value>
    [Range(1, 100_000_000)]
    public int MaxScheduled { get; set; } = 200_000;
}

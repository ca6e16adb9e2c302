using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Lanes;

/// <summary>How keys of one endpoint gather into calls.</summary>
internal sealed class LanesOptions
{
    public const string SectionName = "Lanes";

    /// <summary>How many calls of one endpoint leave at once, for PRIVATE types of each viewer. Beyond it keys gather and leave as one batch
    /// when a call ends.</summary>
    /// <value>Default 4.</value>
    [Range(1, 1_000)]
    public int Width { get; set; } = 4;

    /// <summary>How many keys of one endpoint may be under way, in calls or waiting for one; more are refused with
    /// <c>UPSTREAM_UNAVAILABLE</c>.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 1_000_000)]
    public int MaxKeys { get; set; } = 10_000;
}

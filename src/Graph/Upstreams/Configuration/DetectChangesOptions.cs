using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Configuration;

/// <summary>Watching an upstream that sends no events: <c>Upstreams:&lt;Name&gt;:DetectChanges</c>.</summary>
internal sealed class DetectChangesOptions
{
    /// <summary>The shortest <see cref="Every"/> that is not off.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>How long to wait between two looks for changes (<c>updatedSince</c>); at least 100 ms, or 0 to not look.</summary>
    /// <value>0: off.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Every { get; set; }

    /// <summary>How far each look reaches back before the newest change that was seen: further than a write takes from its
    /// <c>updatedAt</c> to its commit, and than the upstream's clocks differ.</summary>
    /// <value>2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Overlap { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Pages of 100 changes that one look follows. With more than that, everything the upstream has counts as changed instead, and
    /// the next look starts from now.</summary>
    /// <value>100.</value>
    [Range(1, 10_000)]
    public int MaxPages { get; set; } = 100;
}

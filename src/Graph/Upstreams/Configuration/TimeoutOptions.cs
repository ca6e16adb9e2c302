using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Configuration;

/// <summary>How long an upstream may take: <c>Upstreams:&lt;Name&gt;:Timeout</c>.</summary>
internal sealed class TimeoutOptions
{
    /// <summary>The time of one attempt, from sending it to the last byte of its answer; at most <see cref="Total"/>.</summary>
    /// <value>2 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan Attempt { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The time of a call with its waiting for a permit, its attempts and the delays between them.</summary>
    /// <value>8 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:05:00")]
    public TimeSpan Total { get; set; } = TimeSpan.FromSeconds(8);
}

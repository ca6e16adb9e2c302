using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Configuration;

/// <summary>When an upstream that fails is left alone: <c>Upstreams:&lt;Name&gt;:CircuitBreaker</c>.</summary>
internal sealed class CircuitBreakerOptions
{
    /// <summary>The breaker opens on this many failed attempts in a row.</summary>
    /// <value>5.</value>
    [Range(1, 1_000)]
    public int FailureThreshold { get; set; } = 5;

    /// <summary>How long it stays open before one attempt is let through as a probe.</summary>
    /// <value>60 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(60);
}

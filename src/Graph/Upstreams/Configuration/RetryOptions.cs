using System.ComponentModel.DataAnnotations;

namespace Graph.Upstreams.Configuration;

/// <summary>When a failed attempt is repeated: <c>Upstreams:&lt;Name&gt;:Retry</c>.</summary>
internal sealed class RetryOptions
{
    /// <summary>How often a call may be repeated after its first attempt; 0 turns retries off.</summary>
    /// <value>3.</value>
    [Range(0, 10)]
    public int MaxAttempts { get; set; } = 3;

    /// <summary>The delay before the first retry, before jitter; each further one doubles it.</summary>
    /// <value>1 second.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest delay, before jitter; at least <see cref="BaseDelay"/>.</summary>
    /// <value>30 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Retries as a share of calls, so that retries do not finish an upstream that is struggling already.</summary>
    /// <value>0.2: one retry for five calls.</value>
    [Range(0.0, 1.0)]
    public double BudgetRatio { get; set; } = 0.2;

    /// <summary>Retries that are there without any calls having earned them, so that a quiet service may retry too; used up, they come
    /// back at one a second.</summary>
    /// <value>10.</value>
    [Range(0, 1_000)]
    public int BudgetReserve { get; set; } = 10;
}

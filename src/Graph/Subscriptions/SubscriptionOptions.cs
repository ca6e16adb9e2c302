using System.ComponentModel.DataAnnotations;

namespace Graph.Subscriptions;

/// <summary>How subscriptions and live queries are served.</summary>
internal sealed class SubscriptionOptions
{
    public const string SectionName = "Subscriptions";

    /// <summary>The shortest time between two results of one live query; changes in between become one.</summary>
    /// <value>Default 100 ms.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan LiveInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Values that one live query may read; past it the query ends with <c>LIMIT_EXCEEDED</c>.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int LiveQueryValues { get; set; } = 10_000;

    /// <summary>Executions for changes that run at once; further ones wait.</summary>
    /// <value>Default 32.</value>
    [Range(1, 100_000)]
    public int ConcurrentExecutions { get; set; } = 32;

    /// <summary>Records of the log that wait for one execution to tell them; past it its subscriptions end with <c>LIMIT_EXCEEDED</c>, and
    /// clients resume after the last position that they have.</summary>
    /// <value>Default 10,000.</value>
    [Range(1, 10_000_000)]
    public int QueuedRecords { get; set; } = 10_000;

    /// <summary>Items that a subscription to what is added remembers, so that one that is announced twice is told once.</summary>
    /// <value>Default 1,000.</value>
    [Range(1, 10_000_000)]
    public int RememberedItems { get; set; } = 1_000;

    /// <summary>How long after an upstream's failure a state is read again; doubles up to <see cref="MaxRetryDelay"/>.</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest time until a state is read again that could not be.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(30);
}

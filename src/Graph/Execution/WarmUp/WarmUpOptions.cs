using System.ComponentModel.DataAnnotations;

namespace Graph.Execution.WarmUp;

/// <summary>What runs before the instance says that it is ready, and what fills its caches then. Section <c>WarmUp</c>.</summary>
internal sealed class WarmUpOptions
{
    public const string SectionName = "WarmUp";

    /// <summary>A query that takes the way of the common ones. If it fails, the instance becomes ready all the same.</summary>
    /// <value>Default: what the program says by <c>WarmUpBy</c>; without that <c>{ __typename }</c>. No upstream is called.</value>
    [Required]
    public string Query { get; set; } = "{ __typename }";

    /// <summary>Queries that fill the caches from the upstreams, by a name for people. They run in the order of their names; numbers come
    /// first and by their value, so a list runs in its own order.</summary>
    /// <value>Default: none.</value>
    public WarmUpOperations Operations { get; } = new();

    /// <summary>How long all critical operations together may keep the instance from being ready. Those that have not begun by then run
    /// after it.</summary>
    /// <value>Default 30 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan CriticalTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many operations run at once when the instance is ready. Critical ones run one at a time.</summary>
    /// <value>Default 1.</value>
    [Range(1, 100)]
    public int Concurrency { get; set; } = 1;

    /// <summary>The operations as they run, in their order.</summary>
    internal List<WarmUpOperation> Ready { get; } = [];

    /// <summary>What is wrong with the operations; validation lists it with the rest.</summary>
    internal List<string> Problems { get; } = [];
}

using System.ComponentModel.DataAnnotations;

namespace Graph.Execution;

/// <summary>What one request may ask for, and how many may run at once. Section <c>Limits</c>.</summary>
/// <remarks>A request over a limit is refused with a code, before any upstream is called, and counted in <c>graph.request.rejected</c>.</remarks>
internal sealed class LimitOptions
{
    public const string SectionName = "Limits";

    /// <summary>Size of a request's body in bytes.</summary>
    /// <value>Default 1,048,576 (1 MB).</value>
    [Range(1_024, 1_073_741_824)]
    public int BodyBytes { get; set; } = 1_048_576;

    /// <summary>Size of the variables' JSON in bytes.</summary>
    /// <value>Default 262,144 (256 KB).</value>
    [Range(2, 1_073_741_824)]
    public int VariablesBytes { get; set; } = 262_144;

    /// <summary>Size of a document in bytes of UTF-8.</summary>
    /// <value>Default 102,400 (100 KB).</value>
    [Range(64, 104_857_600)]
    public int DocumentBytes { get; set; } = 102_400;

    /// <summary>Tokens of a document.</summary>
    /// <value>Default 5,000.</value>
    [Range(16, 10_000_000)]
    public int Tokens { get; set; } = 5_000;

    /// <summary>Letters of a name in a document.</summary>
    /// <value>Default 256.</value>
    [Range(16, 65_536)]
    public int NameLength { get; set; } = 256;

    /// <summary>How deep fields may be nested; the root field is 1.</summary>
    /// <value>Default 15.</value>
    [Range(1, 50)]
    public int Depth { get; set; } = 15;

    /// <summary>As <see cref="Depth"/>, below <c>__schema</c> and <c>__type</c>.</summary>
    /// <value>Default 20.</value>
    [Range(1, 50)]
    public int IntrospectionDepth { get; set; } = 20;

    /// <summary>Fields of an operation after fragments are spread and equal fields merged. Before merging, ten times as many.</summary>
    /// <value>Default 2,000.</value>
    [Range(1, 1_000_000)]
    public int Fields { get; set; } = 2_000;

    /// <summary>How often a document may select one field under an alias, and how often one response key may be selected in one place.</summary>
    /// <value>Default 200.</value>
    [Range(1, 1_000_000)]
    public int Aliases { get; set; } = 200;

    /// <summary>Directives at one place of a document.</summary>
    /// <value>Default 50.</value>
    [Range(1, 10_000)]
    public int Directives { get; set; } = 50;

    /// <summary>Fragments that a document defines.</summary>
    /// <value>Default 200.</value>
    [Range(1, 10_000)]
    public int Fragments { get; set; } = 200;

    /// <summary>Cost of an operation by <c>@cost</c> and <c>@listSize</c>: an object is 1, a leaf 0, and a list multiplies.</summary>
    /// <value>Default 20,000.</value>
    [Range(1, 2_000_000_000)]
    public int Cost { get; set; } = 20_000;

    /// <summary>Upstream calls that one operation may start; keys beyond it fail with <c>LIMIT_EXCEEDED</c>.</summary>
    /// <value>Default 200.</value>
    [Range(1, 100_000)]
    public int UpstreamCalls { get; set; } = 200;

    /// <summary>Items that a list counts for in the cost, when neither an argument nor <c>@listSize</c> says how many.</summary>
    /// <value>Default 10.</value>
    [Range(1, 100_000)]
    public int AssumedListSize { get; set; } = 10;

    /// <summary>The most that an argument of <c>@listSize</c> may ask for: the number in <c>first</c>, the length of <c>ids</c>.</summary>
    /// <value>Default 100.</value>
    [Range(1, 100_000)]
    public int ListItems { get; set; } = 100;

    /// <summary>Errors in one response; one more says how many were left out.</summary>
    /// <value>Default 100.</value>
    [Range(1, 100_000)]
    public int Errors { get; set; } = 100;

    /// <summary>How long a request may take, its wait for a place included.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Operations that run at once.</summary>
    /// <value>Default 256.</value>
    [Range(1, 1_000_000)]
    public int ConcurrentExecutions { get; set; } = 256;

    /// <summary>Operations that wait for a place; further ones are refused with <c>OVERLOADED</c>.</summary>
    /// <value>Default 1,024.</value>
    [Range(0, 10_000_000)]
    public int ExecutionQueue { get; set; } = 1_024;

    /// <summary>What a refused client is told to wait (<c>Retry-After</c>).</summary>
    /// <value>Default 1 s.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Results of one subscription that wait for its client. Past it a newer one replaces the oldest, where results show a state;
    /// where they are events, the subscription ends with <c>LIMIT_EXCEEDED</c>.</summary>
    /// <value>Default 64.</value>
    [Range(1, 1_000_000)]
    public int QueuedResults { get; set; } = 64;

    /// <summary>Valid documents kept ready to run.</summary>
    /// <value>Default 1,000.</value>
    [Range(3, 1_000_000)]
    public int CachedDocuments { get; set; } = 1_000;

    /// <summary>Letters of the longest document that is kept; longer ones are parsed each time.</summary>
    /// <value>Default 32,768.</value>
    [Range(0, 104_857_600)]
    public int CachedDocumentLength { get; set; } = 32_768;

    /// <summary>Fields of the plans that one operation keeps ready: a plan for each set of values of the variables that its <c>@skip</c> and
    /// <c>@include</c> ask, and one in any case. Beyond it such plans are compiled for each request.</summary>
    /// <value>Default 4,000.</value>
    [Range(0, 100_000_000)]
    public int PlanFields { get; set; } = 4_000;
}

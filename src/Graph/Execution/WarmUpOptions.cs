using System.ComponentModel.DataAnnotations;

namespace Graph.Execution;

/// <summary>What runs before the instance says that it is ready. Section <c>WarmUp</c>.</summary>
internal sealed class WarmUpOptions
{
    public const string SectionName = "WarmUp";

    /// <summary>A query that takes the way of the common ones. If it fails, the instance becomes ready all the same.</summary>
    /// <value>Default: what the program says by <c>WarmUpBy</c>; without that <c>{ __typename }</c>. No upstream is called.</value>
    [Required]
    public string Query { get; set; } = "{ __typename }";
}

using System.ComponentModel.DataAnnotations;

namespace Graph.Execution.WarmUp;

/// <summary>One operation that fills the caches: section <c>WarmUp:Operations:&lt;Name&gt;</c>. Either <see cref="Query"/> or
/// <see cref="File"/> says what it is.</summary>
internal sealed class WarmUpOperationOptions
{
    /// <summary>The GraphQL text of a query.</summary>
    /// <value>Default: none.</value>
    public string? Query { get; set; }

    /// <summary>A file that holds the text, of at most <c>Limits:DocumentBytes</c>. A relative path starts at the content root, which is the
    /// folder that the program is started from, unless <c>--contentRoot</c> says another.</summary>
    /// <value>Default: none.</value>
    public string? File { get; set; }

    /// <summary>Which operation of the text runs.</summary>
    /// <value>Default: the only one.</value>
    public string? OperationName { get; set; }

    /// <summary>Its variables: the text of a JSON object.</summary>
    /// <value>Default: none.</value>
    public string? Variables { get; set; }

    /// <summary>Whether the instance is ready only when it has run, within <see cref="WarmUpOptions.CriticalTimeout"/>. Others run after
    /// that.</summary>
    /// <value>Default false.</value>
    public bool Critical { get; set; }

    /// <summary>How long it may take; <c>Limits:RequestTimeout</c> holds for it as for every request.</summary>
    /// <value>Default 10 s.</value>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}

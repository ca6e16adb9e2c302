namespace Graph.Execution.Explaining;

/// <summary>How a result came about: <c>extensions.explain</c>.</summary>
/// <param name="Caches">Which caches there are.</param>
/// <param name="Operation">What was run.</param>
/// <param name="Response">Who may share the result, and for how long.</param>
/// <param name="Fields">What was read, by field and source, in the order of the first read.</param>
/// <param name="Calls">The upstream calls that it has started.</param>
internal sealed record ExplainReport(
    CachesReport Caches, OperationReport Operation, ResponseReport Response, IReadOnlyList<FieldReport> Fields, CallsReport Calls)
{
    /// <summary>The position of the log, as <c>X-Graph-Position</c> has it.</summary>
    public string? Position { get; init; }
}

using Graph.Execution.Results;

namespace Graph.Execution.Streams;

/// <summary>How a stream has ended.</summary>
/// <param name="Reason">For the metrics.</param>
/// <param name="Errors">What the client is told; none for an end that is as it should be.</param>
internal sealed record StreamEnd(StreamEndReason Reason, params IReadOnlyList<GraphError> Errors)
{
    /// <summary>There is nothing more to come.</summary>
    public static readonly StreamEnd Completed = new(StreamEndReason.Completed);
}

using Graph.Domains.Abstractions;

namespace Graph.Execution.Results;

/// <summary>One entry of a response's <c>errors</c> (GraphQL specification, 7.1.2).</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For the client.</param>
internal sealed record GraphError(string Code, string Message)
{
    /// <summary>Engines quote what they found, which may be all that the client has sent.</summary>
    private const int LongestMessage = 500;

    public string Message { get; init; } = Message.Length <= LongestMessage ? Message : $"{Message.AsSpan(0, LongestMessage)}…";

    public IReadOnlyList<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response keys and list indexes; null for an error that belongs to no field.</summary>
    public IReadOnlyList<object>? Path { get; init; }

    public string? Upstream { get; init; }

    /// <summary>Null where it says nothing: only upstream failures can be tried again.</summary>
    public bool? Retryable { get; init; }

    public string? TraceId { get; init; }

    public static GraphError Of(Failure failure, string? traceId) => new(failure.Code, failure.Message)
    {
        Upstream = failure.Upstream,
        Retryable = failure.Upstream is null ? null : failure.Retryable,
        TraceId = failure.Upstream is null && failure.Code != ErrorCodes.Internal ? null : traceId,
    };

    /// <summary>A defect of the graph. What it was stands in the log, under the trace id.</summary>
    public static GraphError Internal(string? traceId) => Of(Failure.Internal, traceId);
}

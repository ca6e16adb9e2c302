using Graph.Execution.Results;

namespace Graph.Transport;

/// <summary>The status of an answer (GraphQL over HTTP, "Status Codes").</summary>
internal static class HttpStatus
{
    /// <remarks>With <c>application/json</c> a well-formed request gets 200 even when its document is at fault: an intermediary could have
    /// written any other answer of that type, so its clients look into the body. What HTTP itself must know keeps its own status.</remarks>
    public static int Of(OperationResult result, string mediaType) => result.Outcome switch
    {
        ResultOutcome.Executed => StatusCodes.Status200OK,
        ResultOutcome.BadRequest => mediaType == MediaTypes.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        ResultOutcome.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ResultOutcome.BadPosition => StatusCodes.Status400BadRequest,
        ResultOutcome.Behind => StatusCodes.Status503ServiceUnavailable,
        ResultOutcome.Overloaded => StatusCodes.Status503ServiceUnavailable,
        ResultOutcome.TimedOut => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}

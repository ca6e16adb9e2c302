namespace Graph.Execution.Results;

/// <summary>How far an operation came. The transport makes the HTTP status of it.</summary>
internal enum ResultOutcome
{
    /// <summary>It ran; <c>data</c> is part of the answer, perhaps null, perhaps with errors.</summary>
    Executed,

    /// <summary>The request is at fault: document, variables, or a limit.</summary>
    BadRequest,

    /// <summary>The method does not allow this kind of operation.</summary>
    MethodNotAllowed,

    /// <summary>The position that the client demands is none that the log can have.</summary>
    BadPosition,

    /// <summary>This instance has not reached the position that the client demands in time.</summary>
    Behind,

    /// <summary>Too many operations are under way.</summary>
    Overloaded,

    /// <summary>The deadline has passed.</summary>
    TimedOut,

    /// <summary>A defect of the graph.</summary>
    Failed,
}

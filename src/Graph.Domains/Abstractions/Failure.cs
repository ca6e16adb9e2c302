namespace Graph.Domains.Abstractions;

/// <summary>Why a key has no value. One instance may answer many keys; it becomes one error per response path.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>: <c>extensions.code</c> and the metric label.</param>
/// <param name="Message">For the client: says which upstream and what to do; never holds an upstream's own text, a URL or a token.</param>
public sealed record Failure(string Code, string Message)
{
    /// <summary>The upstream's name for <c>extensions.upstream</c>; null when the failure is not an upstream's.</summary>
    public string? Upstream { get; init; }

    /// <summary>Whether the same request may succeed later.</summary>
    public bool Retryable { get; init; }

    /// <summary>A defect of the graph or of a domain's code. What it was stands in the log, under the trace id, and nowhere else.</summary>
    public static Failure Internal { get; } = new(ErrorCodes.Internal, "Internal error; the server's log has it under this trace id.");

    /// <summary>The client's input was wrong.</summary>
    public static Failure BadInput(string message) => new(ErrorCodes.BadUserInput, message);
}

using Graph.Domains.Abstractions;

namespace Graph.Security;

/// <summary>Why a request's credentials are not taken.</summary>
/// <param name="Status">Of the answer.</param>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">For the client. Says nothing of the token itself.</param>
internal sealed record CallerRefusal(int Status, string Code, string Message)
{
    public static CallerRefusal Unauthenticated(string message) => new(StatusCodes.Status401Unauthorized, ErrorCodes.Unauthenticated, message);

    public static CallerRefusal Forbidden(string message) => new(StatusCodes.Status403Forbidden, ErrorCodes.Forbidden, message);

    /// <summary>The token may be good, but nobody can tell now; a client should keep it and try again.</summary>
    public static CallerRefusal Unavailable(string message) =>
        new(StatusCodes.Status503ServiceUnavailable, ErrorCodes.UpstreamUnavailable, message);
}

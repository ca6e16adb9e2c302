using Graph.Domains.Abstractions;
using Graph.Execution;

namespace Graph.Transport;

/// <summary>A request that is no GraphQL request.</summary>
internal sealed record RequestRefusal(int Status, string Code, string Message)
{
    /// <summary>When to try again; null where it would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static RequestRefusal BadRequest(string message) => new(StatusCodes.Status400BadRequest, ErrorCodes.BadUserInput, message);

    public static RequestRefusal UnsupportedMediaType(string message) => new(StatusCodes.Status415UnsupportedMediaType, ErrorCodes.BadUserInput, message);

    public static RequestRefusal TooLarge(string what, int limit, string setting) => new(
        StatusCodes.Status413PayloadTooLarge, ErrorCodes.LimitExceeded, $"{what} is larger than {limit} bytes ({LimitOptions.SectionName}:{setting}).");
}

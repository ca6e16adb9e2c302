using System.Net;

namespace Graph.Upstreams.Calls;

/// <summary>An attempt's answer, read to its end, so that the attempt's time-out covers the body too.</summary>
/// <param name="Status">The HTTP status.</param>
internal sealed record UpstreamResponse(HttpStatusCode Status)
{
    /// <summary>The body of a 2xx, and of a refused write; null where it could not be read. Others are not read, since nothing of them may
    /// reach a client. Whoever reads it disposes it.</summary>
    public UpstreamBody? Body { get; init; }

    /// <summary>Why the body of a 2xx could not be taken; null when it is there.</summary>
    public string? BodyProblem { get; init; }

    /// <summary>How long the upstream asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

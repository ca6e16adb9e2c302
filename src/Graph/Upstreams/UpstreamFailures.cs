using System.Net;
using Graph.Domains.Abstractions;
using Graph.Upstreams.Calls;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Graph.Upstreams;

/// <summary>What clients are told when an upstream gives no usable answer.</summary>
internal sealed class UpstreamFailures(string upstream)
{
    private readonly Failure _queueFull = Temporary(
        upstream, ErrorCodes.UpstreamUnavailable, $"Too many calls of the upstream '{upstream}' are waiting. Try again later.");

    private readonly Failure _timeout = Temporary(
        upstream, ErrorCodes.UpstreamTimeout, $"The upstream '{upstream}' did not answer in time. Try again later.");

    private readonly Failure _circuitOpen = Temporary(
        upstream, ErrorCodes.UpstreamCircuitOpen,
        $"The upstream '{upstream}' has failed repeatedly and is not called for now. Try again later.");

    private readonly Failure _outcomeUnknown = Lasting(
        upstream, ErrorCodes.OutcomeUnknown,
        $"The answer of the upstream '{upstream}' is lost; it may have written or not. Read the data before you write again.");

    private readonly Failure _outcomeUnknownYet = Temporary(
        upstream, ErrorCodes.OutcomeUnknown,
        $"The answer of the upstream '{upstream}' is lost; it may have written or not. "
        + "The same write with the same idempotency key finds out; without one, read the data before you write again.");

    /// <summary>Nothing was sent, or the upstream says that it cannot answer now.</summary>
    public Failure Unavailable { get; } = Temporary(
        upstream, ErrorCodes.UpstreamUnavailable, $"The upstream '{upstream}' is not available. Try again later.");

    /// <summary>The body is not what the contract says.</summary>
    public Failure InvalidResponse { get; } = Lasting(
        upstream, ErrorCodes.UpstreamInvalidResponse,
        $"The upstream '{upstream}' gave an answer that does not follow its contract. Its operators have to look into it.");

    /// <summary>It has written, and what it wrote cannot be read. Sent again with its key, the write would get the same answer.</summary>
    public Failure ResultUnknown { get; } = Lasting(
        upstream, ErrorCodes.OutcomeUnknown,
        $"The upstream '{upstream}' has accepted the write with an answer that does not follow its contract; what it wrote is unknown. "
        + "Read the data before you write again.");

    /// <summary>Why an outcome is no answer; null when it is one, or the status is for the caller to read (404).</summary>
    public Failure? Of(Outcome<UpstreamResponse> outcome) => outcome.Exception switch
    {
        null => Of(outcome.Result!),
        TimeoutRejectedException => _timeout,
        BrokenCircuitException => _circuitOpen,
        RateLimiterRejectedException => _queueFull,
        HttpRequestException or IOException => Unavailable,
        _ => throw new InvalidOperationException($"An attempt to call the upstream '{upstream}' broke.", outcome.Exception),
    };

    /// <summary>The upstream understood and said no.</summary>
    public Failure Rejected(HttpStatusCode status) => Lasting(
        upstream, ErrorCodes.UpstreamRejected,
        $"The upstream '{upstream}' refused the call with status {status:D}. Trying again will not help.");

    /// <summary>A write may have arrived, and its answer is lost.</summary>
    public Failure OutcomeUnknown(bool hasKey) => hasKey ? _outcomeUnknownYet : _outcomeUnknown;

    private Failure? Of(UpstreamResponse response) => response.Status switch
    {
        HttpStatusCode.NotFound => null,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => Unavailable,
        >= HttpStatusCode.BadRequest => Rejected(response.Status),
        // A redirect is not followed: it could lead a viewer's token elsewhere.
        _ => response is { IsSuccess: true, BodyProblem: null } ? null : InvalidResponse,
    };

    private static Failure Temporary(string upstream, string code, string message) =>
        new(code, message) { Upstream = upstream, Retryable = true };

    private static Failure Lasting(string upstream, string code, string message) =>
        new(code, message) { Upstream = upstream };
}

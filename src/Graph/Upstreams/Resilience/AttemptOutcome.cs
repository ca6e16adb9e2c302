using System.Net;
using Graph.Upstreams.Calls;
using Polly;
using Polly.Timeout;

namespace Graph.Upstreams.Resilience;

/// <summary>How the strategies read an attempt's outcome.</summary>
internal static class AttemptOutcome
{
    /// <summary>Whether the same attempt may well succeed when it is made again.</summary>
    public static bool IsTransient(Outcome<UpstreamResponse> outcome) => outcome.Result is { } response
        ? response.Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        : outcome.Exception is TimeoutRejectedException or HttpRequestException or IOException;

    /// <summary>A poll that fails is no verdict: a slow look for changes must not end the reads. One that is answered shows that it is there.</summary>
    public static AttemptVerdict Judge(Outcome<UpstreamResponse> outcome, UpstreamCall call) =>
        JudgeAny(outcome, call) is var verdict && verdict == AttemptVerdict.Failed && call.IsPoll ? AttemptVerdict.Unknown : verdict;

    private static AttemptVerdict JudgeAny(Outcome<UpstreamResponse> outcome, UpstreamCall call) => outcome.Exception switch
    {
        null => Judge(outcome.Result!.Status),
        // Unless the caller went away it was the total time-out that cut the attempt off, and that is a failure like the attempt's own:
        // where both are set to the same time, it is the only one to be seen.
        OperationCanceledException => call.IsAbandoned ? AttemptVerdict.Unknown : AttemptVerdict.Failed,
        TimeoutRejectedException or HttpRequestException or IOException => AttemptVerdict.Failed,
        _ => AttemptVerdict.Unknown,
    };

    private static AttemptVerdict Judge(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => AttemptVerdict.Unknown,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => AttemptVerdict.Failed,
        _ => AttemptVerdict.Healthy,
    };
}

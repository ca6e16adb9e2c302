namespace Graph.Domains.Abstractions;

/// <summary>The closed set of <c>extensions.code</c>. Clients switch on these; never rename one.</summary>
public static class ErrorCodes
{
    /// <summary>The upstream could not be reached, answered 5xx, or its queue is full.</summary>
    public const string UpstreamUnavailable = "UPSTREAM_UNAVAILABLE";

    /// <summary>The upstream did not answer in its time.</summary>
    public const string UpstreamTimeout = "UPSTREAM_TIMEOUT";

    /// <summary>The upstream has failed too often; calls are not made until a probe succeeds.</summary>
    public const string UpstreamCircuitOpen = "UPSTREAM_CIRCUIT_OPEN";

    /// <summary>The upstream refused the call (4xx).</summary>
    public const string UpstreamRejected = "UPSTREAM_REJECTED";

    /// <summary>The upstream's answer was not what its contract says.</summary>
    public const string UpstreamInvalidResponse = "UPSTREAM_INVALID_RESPONSE";

    /// <summary>The upstream keeps answering with less than an event has announced.</summary>
    public const string UpstreamStale = "UPSTREAM_STALE";

    /// <summary>A write whose answer was lost.</summary>
    public const string OutcomeUnknown = "OUTCOME_UNKNOWN";

    /// <summary>The field needs a signed-in viewer.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The viewer may not read this.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>An argument, variable or header of the request is wrong.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The caller sends more than it may.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>The operation costs more than the limit.</summary>
    public const string CostLimitExceeded = "COST_LIMIT_EXCEEDED";

    /// <summary>The operation is nested deeper than the limit.</summary>
    public const string DepthLimitExceeded = "DEPTH_LIMIT_EXCEEDED";

    /// <summary>No operation is known by this hash.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The hash is not that of the text beside it.</summary>
    public const string PersistedQueryHashMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>Only persisted operations are served.</summary>
    public const string PersistedQueryRequired = "PERSISTED_QUERY_REQUIRED";

    /// <summary>This instance has not reached the position asked for in time.</summary>
    public const string PositionNotReached = "POSITION_NOT_REACHED";

    /// <summary>The request took longer than its deadline.</summary>
    public const string RequestTimeout = "REQUEST_TIMEOUT";

    /// <summary>Too many operations are under way; try again after Retry-After.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>Some other limit; the message names it and its setting.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>The document is not GraphQL.</summary>
    public const string ParseFailed = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A defect of the graph; details are in its log under the trace id.</summary>
    public const string Internal = "INTERNAL";
}

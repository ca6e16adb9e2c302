using Graph.Caching.ResponseCache;
using Graph.Execution.Explaining;
using Graph.Execution.Streams;

namespace Graph.Execution.Results;

/// <summary>What became of an operation.</summary>
internal sealed record OperationResult
{
    private static readonly Dictionary<string, TimeSpan> NothingStale = [];

    private OperationResult(ResultOutcome outcome, IResultData? data, IReadOnlyList<GraphError> errors)
    {
        Outcome = outcome;
        Data = data;
        Errors = errors;
    }

    public ResultOutcome Outcome { get; }

    /// <summary>Null with <see cref="ResultOutcome.Executed"/> means that a non-null root field has failed: <c>"data": null</c>.</summary>
    public IResultData? Data { get; init; }

    public IReadOnlyList<GraphError> Errors { get; init; }

    /// <summary>Type to the age of its oldest value that was served past its expiry.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Stale { get; init; } = NothingStale;

    /// <summary>Whether it shows a change of the viewer's that is still on its way to its upstream.</summary>
    public bool IsOptimistic { get; init; }

    /// <summary>How it came about; null where nobody asks.</summary>
    public ExplainReport? Explanation { get; init; }

    /// <summary>Of a subscription that has started: where its results come from. Whoever gets it disposes of it.</summary>
    public IResultStream? Stream { get; init; }

    /// <summary>Whether it is written with <c>extensions</c>, which then stand last.</summary>
    public bool HasExtensions => Stale.Count > 0 || IsOptimistic || Explanation is not null;

    /// <summary>Whether it is one viewer's own, told by the fields that were selected and never by what was read: then it is never shared.</summary>
    /// <value>Default true: what nobody has judged is private.</value>
    public bool IsPrivate { get; init; } = true;

    /// <summary>What the response cache had to do with it.</summary>
    public ResponseOrigin Origin { get; init; }

    /// <summary>With <see cref="ResponseOrigin.NotKept"/> and <see cref="ResponseOrigin.Bypassed"/>: why, in one word.</summary>
    public string? OriginDetail { get; init; }

    /// <summary>The response as it is kept, with how long it is of use; null where it is not.</summary>
    public CachedResponse? Response { get; init; }

    /// <summary>What <see cref="Response"/> is kept by, before a private one is made its viewer's own.</summary>
    public ResponseKey? PublicKey { get; init; }

    /// <summary>The position of the log that the client has seen at most with this result (<c>X-Graph-Position</c>).</summary>
    public string? Position { get; init; }

    /// <summary>Whether a write of it is not in the log yet, so that no <see cref="Position"/> tells where it is (R5).</summary>
    public bool HasUnplacedWrite { get; init; }

    /// <summary>With <see cref="ResultOutcome.Overloaded"/>: when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Null when no operation of the document could be told.</summary>
    public OperationIdentity? Operation { get; init; }

    public static OperationResult Executed(IResultData? data, IReadOnlyList<GraphError> errors, OperationIdentity operation, IReadOnlyDictionary<string, TimeSpan> stale) =>
        new(ResultOutcome.Executed, data, errors) { Operation = operation, Stale = stale };

    /// <summary>A response that is kept.</summary>
    public static OperationResult Kept(CachedResponse response, ResponseOrigin origin, OperationIdentity operation, string? position = null) =>
        new(ResultOutcome.Executed, new SharedData(response.Data), [])
        {
            Operation = operation,
            IsPrivate = response.IsPrivate,
            Origin = origin,
            Response = response,
            Position = position,
        };

    /// <summary>A subscription.</summary>
    public static OperationResult Started(IResultStream stream) => new(ResultOutcome.Executed, null, []) { Stream = stream };

    public static OperationResult Refused(ResultOutcome outcome, params IReadOnlyList<GraphError> errors) => new(outcome, null, errors);
}

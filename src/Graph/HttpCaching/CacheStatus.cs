using Graph.Execution.Results;

namespace Graph.HttpCaching;

/// <summary>Says what the response cache had to do with an answer (RFC 9211).</summary>
internal static class CacheStatus
{
    public const string Header = "Cache-Status";

    /// <param name="result">The answer.</param>
    /// <param name="ifHit">What is said of a response that was kept; null where nobody is told how long.</param>
    public static string? Of(OperationResult result, string? ifHit) => result.Origin switch
    {
        ResponseOrigin.Hit or ResponseOrigin.Stale => ifHit ?? "graph; hit",
        ResponseOrigin.Made => "graph; fwd=miss; stored",
        ResponseOrigin.Coalesced => "graph; fwd=miss; collapsed",
        ResponseOrigin.NotKept => $"graph; fwd=miss; detail={result.OriginDetail}",
        ResponseOrigin.Bypassed => $"graph; fwd=bypass; detail={result.OriginDetail}",
        _ when result.Operation is { Type: "mutation" } => "graph; fwd=method",
        _ => null,
    };
}

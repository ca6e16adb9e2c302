using Graph.Caching.ResponseCache;
using Graph.Execution.Results;

namespace Graph.Execution.Responses;

/// <summary>Makes a response that can be kept of what an execution has come to.</summary>
internal sealed class ResponseMaking(ResponseStore store, ResponseTimes times)
{
    private const string NoFreshness = "no_freshness";

    /// <summary>Makes and keeps it.</summary>
    /// <param name="key">What it answers.</param>
    /// <param name="result">What has come of the execution; its data is disposed of if a response is made of it.</param>
    /// <param name="reads">All that was read.</param>
    /// <param name="isPrivate">Whether it is one viewer's own.</param>
    public OperationResult Keep(ResponseKey key, OperationResult result, ResponseReads reads, bool isPrivate)
    {
        if (ObstacleIn(result, reads) is { } obstacle)
        {
            return NotKept(result, obstacle);
        }

        var life = times.LifeOf(reads);
        if (times.AgeOf(life) == ResponseAge.Expired)
        {
            return NotKept(result, NoFreshness);
        }

        var response = new CachedResponse(key, BodyOf(result.Data!), ResultWriter.BeforeData.Length..^1)
        {
            Life = life,
            IsPrivate = isPrivate,
        };
        result.Data!.Dispose();
        var made = result with { Data = new SharedData(response.Data) };
        var refusal = store.TryPublish(response, reads);

        // What is not registered hears of no change, so no HTTP cache may have it either.
        return refusal is null ? made with { Origin = ResponseOrigin.Made, Response = response } : NotKept(made, refusal);
    }

    /// <summary>Why <see cref="Keep"/> would not keep a result; null when it would. Changes nothing.</summary>
    /// <param name="result">What has come of the execution.</param>
    /// <param name="reads">All that was read.</param>
    /// <param name="names">How many keys and tags that depends on.</param>
    public string? RefusalOf(OperationResult result, ResponseReads reads, int names) =>
        ObstacleIn(result, reads) is { } obstacle ? obstacle
        : times.AgeOf(times.LifeOf(reads)) == ResponseAge.Expired ? NoFreshness
        : store.RefusalOf(ResultWriter.BeforeData.Length + result.Data!.Length + 1, names, reads);

    private static string? ObstacleIn(OperationResult result, ResponseReads reads) =>
        result.Outcome != ResultOutcome.Executed ? "refused"
        : result.Errors.Count > 0 ? "errors"
        : result.IsOptimistic ? "optimistic"
        : result.Data is null || reads.Count == 0 ? "nothing_read" // so nobody knows how long it is true
        : !reads.AreKept || result.HasExtensions ? "not_kept"
        : null;

    private static OperationResult NotKept(OperationResult result, string why)
    {
        ResponseCacheMetrics.CountRefused(why);
        return result with { Origin = ResponseOrigin.NotKept, OriginDetail = why };
    }

    private static byte[] BodyOf(IResultData data)
    {
        var body = GC.AllocateUninitializedArray<byte>(ResultWriter.BeforeData.Length + data.Length + 1);
        ResultWriter.BeforeData.CopyTo(body);
        data.CopyTo(body.AsSpan(ResultWriter.BeforeData.Length));
        body[^1] = (byte)'}';
        return body;
    }
}

using Graph.Caching.Positions;
using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Responses;
using Graph.Execution.Results;

namespace Graph.HttpCaching;

/// <summary>Answers requests whose bytes were seen before from the response cache, before anything of them is parsed.</summary>
internal sealed class KnownAnswers(PositionGate positions, TimeProvider time, KnownRequests? known = null)
{
    /// <param name="context">The exchange. Its method, media types and caller are known to be right, and it may send a body unasked.</param>
    /// <param name="viewer">Who asks.</param>
    public async ValueTask<KnownAnswer> FindAsync(HttpContext context, Viewer? viewer)
    {
        if (known is not { IsOn: true })
        {
            return default;
        }

        var started = time.GetTimestamp();
        var hash = await RequestPeek.HashAsync(context.Request);
        if (hash is not { } bytes || known.Find(bytes, viewer, positions.Now) is not { } result)
        {
            return new KnownAnswer(hash, null);
        }

        OperationTelemetry.RecordKept(time.GetElapsedTime(started));
        return new KnownAnswer(hash, result);
    }

    /// <summary>Remembers what a request has come to, for those that send the same bytes.</summary>
    public void Remember(KnownAnswer asked, OperationResult result)
    {
        if (asked.Bytes is { } bytes)
        {
            known!.Remember(bytes, result);
        }
    }
}

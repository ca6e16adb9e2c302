using Graph.Caching.ResponseCache;
using Microsoft.Extensions.Options;

namespace Graph.Execution.Responses;

/// <summary>Makes stale responses anew while they are served: one execution at a time for each, in the room that requests leave.</summary>
internal sealed class Revalidation(
    IOperationEngine engine,
    ResponseMaking making,
    OperationGate gate,
    ResponseTimes times,
    IOptions<LimitOptions> limits,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<Revalidation> logger)
{
    public void Begin(CachedResponse stale, CachedQuery query)
    {
        if (times.TryBeginMaking(stale))
        {
            _ = MakeAsync(stale, query);
        }
    }

    private async Task MakeAsync(CachedResponse stale, CachedQuery query)
    {
        await Task.Yield(); // not on the time of who is served the stale one
        try
        {
            using var place = gate.TryEnter();
            if (place.IsAcquired)
            {
                await ReplaceAsync(query);
            }
        }
        catch (OperationCanceledException)
        {
            // it took too long, or the graph stops: the stale one serves on until it expires
        }
#pragma warning disable CA1031 // The last resort of work that nobody waits for: a defect is logged, and costs the freshness of one response.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            Log.OperationFailed(logger, query.Request.TraceId, defect);
        }
        finally
        {
            times.EndMaking(stale);
        }
    }

    private async Task ReplaceAsync(CachedQuery query)
    {
        using var deadline = new CancellationTokenSource(limits.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, lifetime.ApplicationStopping);
        var reads = times.Begin();
        var request = query.Request with { WaitsForRefreshes = true, Observer = reads };
        var made = making.Keep(query.Key, await engine.RunAsync(query.Document, query.Operation, request, either.Token), reads, query.IsPrivate);
        made.Data?.Dispose();
        if (made.Response is { } response && times.AgeOf(response.Life) != ResponseAge.Fresh)
        {
            times.EndMaking(response); // stale again: its upstream fails
        }
    }
}

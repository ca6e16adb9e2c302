using Graph.Caching.ResponseCache;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using GraphQLParser.AST;

namespace Graph.Execution.Responses;

/// <summary>Runs queries through the response cache: what is kept is served, and of equal ones at the same time one is executed.</summary>
internal sealed class ResponseCaching(
    ResponseScope scope,
    ResponseStore store,
    ResponseIndex responses,
    ResponseTimes times,
    ResponseMaking making,
    Revalidation revalidation,
    IOperationEngine engine)
{
    // Whoever has waited for two that came to nothing does not wait for a third.
    private const int MostJoined = 2;

    private readonly ResponseFlights<SharedResult> _flights = new();

    /// <summary>Runs a query, or takes what is kept.</summary>
    public async Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation)
    {
        var (key, bypass) = scope.Of(document, operation, request);
        if (bypass is not null)
        {
            ResponseCacheMetrics.Count("bypass");
            return await engine.RunAsync(document, operation, request, cancellation) with { Origin = ResponseOrigin.Bypassed, OriginDetail = bypass };
        }

        var query = new CachedQuery(document, operation, request)
        {
            Key = document.PlanOf(operation).IsPrivate ? key.For(request.Viewer!) : key,
        };
        return await AnswerAsync(query, cancellation) with { PublicKey = key };
    }

    /// <summary>A response that is kept and not expired, as the answer to one more request.</summary>
    public static OperationResult Serve(CachedResponse response, ResponseAge age, OperationIdentity operation, string? position = null)
    {
        var isStale = age == ResponseAge.Stale;
        ResponseCacheMetrics.Count(isStale ? "stale" : "hit");
        return OperationResult.Kept(response, isStale ? ResponseOrigin.Stale : ResponseOrigin.Hit, operation, position);
    }

    private async Task<OperationResult> AnswerAsync(CachedQuery query, CancellationToken cancellation)
    {
        for (var joined = 0; joined < MostJoined; joined++)
        {
            if (Find(query) is { } kept)
            {
                return kept;
            }

            var (flight, isMine) = _flights.JoinOrBegin(query.Key);
            if (isMine)
            {
                return await LeadAsync(query, flight, cancellation);
            }

            ResponseCacheMetrics.Count("coalesced");
            if (await flight.Completion.WaitAsync(cancellation) is { } shared && shared.IsCurrent)
            {
                return shared.For(query.Request);
            }
        }

        ResponseCacheMetrics.Count("miss");
        return (await MakeAsync(query, cancellation)).Result;
    }

    private OperationResult? Find(CachedQuery query)
    {
        if (!store.TryGet(query.Key, out var response) || times.AgeOf(response.Life) is var age && age == ResponseAge.Expired)
        {
            return null;
        }

        if (age == ResponseAge.Stale)
        {
            revalidation.Begin(response, query);
        }

        return Serve(response, age, query.Identity);
    }

    private async Task<OperationResult> LeadAsync(CachedQuery query, ResponseFlight<SharedResult> flight, CancellationToken cancellation)
    {
        ResponseCacheMetrics.Count("miss");
        SharedResult? shared = null;
        try
        {
            var (result, reads) = await MakeAsync(query, cancellation);
            _flights.Close(query.Key, flight); // from here on nobody joins, so what is judged now is judged for all who wait
            if (flight.HasWaiting)
            {
                result = SharedResult.Share(result);
                shared = result.Response is not null || responses.AreCurrent(reads) ? new SharedResult(result) : null;
            }

            return result;
        }
        finally
        {
            _flights.Close(query.Key, flight);
            flight.Complete(shared);
        }
    }

    private async Task<(OperationResult Result, ResponseReads Reads)> MakeAsync(CachedQuery query, CancellationToken cancellation)
    {
        var reads = times.Begin();
        var result = await engine.RunAsync(query.Document, query.Operation, query.Request with { Observer = reads }, cancellation);
        return (making.Keep(query.Key, result, reads, query.IsPrivate), reads);
    }
}

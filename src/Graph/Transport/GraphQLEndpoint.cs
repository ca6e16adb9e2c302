using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.Security;
using Graph.Transport.GraphQLTransportWs;
using Graph.Transport.Ide;
using Graph.Transport.ServerSentEvents;

namespace Graph.Transport;

/// <summary>GraphQL over HTTP, one operation a request; what asks for a WebSocket or for events goes its own way from here.</summary>
internal sealed class GraphQLEndpoint(
    IOperationExecutor executor, GraphQLTransportWsEndpoint sockets, EventStreams streams, RequestReader reader, Callers callers,
    TimeProvider time, ILogger<GraphQLEndpoint> logger)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (IdeEndpoints.IsVisit(context.Request))
        {
            await IdeEndpoints.WelcomeAsync(context);
            return;
        }

        var started = time.GetTimestamp();
        var traceId = TraceIds.Of(context.Request);
        context.Response.Headers[TraceIds.Header] = traceId;
        context.Response.Headers.CacheControl = "no-store";
        if (context.WebSockets.IsWebSocketRequest)
        {
            await OpenSocketAsync(context, traceId);
            return;
        }

        try
        {
            var result = await AnswerAsync(context, traceId);
            var operation = result?.Operation;
            Log.RequestServed(
                logger, context.Request.Method, operation?.Type, operation?.Name, context.Response.StatusCode,
                time.GetElapsedTime(started).TotalMilliseconds, result?.Errors.Count ?? 1, traceId);
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            Log.ClientGone(logger, time.GetElapsedTime(started).TotalMilliseconds, traceId);
        }
    }

    private async Task OpenSocketAsync(HttpContext context, string traceId)
    {
        if (await sockets.HandleAsync(context, traceId) is { } refusal)
        {
            await RefuseAsync(context, MediaTypes.Json, refusal);
        }
    }

    /// <returns>Null when there was no operation to run.</returns>
    private async Task<OperationResult?> AnswerAsync(HttpContext context, string traceId)
    {
        if (MediaTypes.Negotiate(context.Request.Headers.Accept) is not { } mediaType)
        {
            var message = $"The answer can be {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}.";
            await RefuseAsync(context, MediaTypes.Json, new RequestRefusal(StatusCodes.Status406NotAcceptable, ErrorCodes.BadUserInput, message));
            return null;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            await RefuseAsync(context, mediaType, new RequestRefusal(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadUserInput, "Use GET or POST."));
            return null;
        }

        var (caller, unknown) = await callers.OfAsync(context); // before the body, which a refusal spares
        if (unknown is not null)
        {
            await RefuseAsync(context, mediaType, new RequestRefusal(unknown.Status, unknown.Code, unknown.Message));
            return null;
        }

        var (request, refusal) = await reader.ReadAsync(context.Request, traceId);
        if (request is null)
        {
            await RefuseAsync(context, mediaType, refusal!);
            return null;
        }

        request = request with { Viewer = caller?.Viewer, Token = caller?.Token };
        if (mediaType == MediaTypes.EventStream)
        {
            return await StreamAsync(context, request, caller);
        }

        var result = await executor.ExecuteAsync(request, context.RequestAborted);
        await ResponseSender.SendAsync(context.Response, result, HttpStatus.Of(result, mediaType), mediaType);
        return result;
    }

    private async Task<OperationResult?> StreamAsync(HttpContext context, OperationRequest request, Caller? caller)
    {
        var (place, refusal) = streams.TryEnter();
        if (place is null)
        {
            await RefuseAsync(context, MediaTypes.Json, refusal!);
            return null;
        }

        using (place)
        {
            return await streams.RunAsync(context, place, request, caller);
        }
    }

    /// <summary>Answers what is no request of the protocol. No events come of it, so the answer is JSON to who asked for these.</summary>
    private static Task RefuseAsync(HttpContext context, string mediaType, RequestRefusal refusal)
    {
        Rejections.Count(refusal.Code);
        var result = OperationResult.Refused(ResultOutcome.BadRequest, new GraphError(refusal.Code, refusal.Message));
        return ResponseSender.SendAsync(
            context.Response, result with { RetryAfter = refusal.RetryAfter }, refusal.Status,
            mediaType == MediaTypes.EventStream ? MediaTypes.Json : mediaType);
    }
}

using Graph.Domains.Abstractions;
using Graph.Execution;
using Graph.Execution.Results;
using Graph.HttpCaching;
using Graph.Security;
using Graph.Transport.GraphQLTransportWs;
using Graph.Transport.Ide;
using Graph.Transport.ServerSentEvents;

namespace Graph.Transport;

/// <summary>GraphQL over HTTP, one operation a request; what asks for a WebSocket or for events goes its own way from here.</summary>
internal sealed class GraphQLEndpoint(
    IOperationExecutor executor, GraphQLTransportWsEndpoint sockets, EventStreams streams, RequestReader reader, KnownAnswers known, ResponseSender sender,
    Callers callers, ExplainAccess explanations, TimeProvider time, ILogger<GraphQLEndpoint> logger)
{
    /// <summary>Where the log was known to be when the answer was made. Sent back, it makes any instance answer nothing older.</summary>
    public const string PositionHeader = "X-Graph-Position";

    // Not a method that awaits: it would hold its state for as long as a socket is open.
    public Task HandleAsync(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest ? sockets.HandleAsync(context)
        : IdeEndpoints.IsVisit(context.Request) ? IdeEndpoints.WelcomeAsync(context)
        : ServeAsync(context);

    private async Task ServeAsync(HttpContext context)
    {
        var started = time.GetTimestamp();
        var trace = RequestTrace.Answer(context);
        try
        {
            var result = await AnswerAsync(context, trace);
            var operation = result?.Operation;
            Log.RequestServed(logger, new RequestLine(
                context.Request.Method, operation?.Type, operation?.Name, context.Response.StatusCode,
                time.GetElapsedTime(started), result?.Errors.Count ?? 1, trace));
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            Log.ClientGone(logger, time.GetElapsedTime(started).TotalMilliseconds, trace.Id);
        }
    }

    /// <returns>Null when there was no operation to run.</returns>
    private async Task<OperationResult?> AnswerAsync(HttpContext context, RequestTrace trace)
    {
        if (MediaTypes.Negotiate(context.Request.Headers.Accept) is not { } mediaType)
        {
            var message = $"The answer can be {MediaTypes.GraphQLResponse}, {MediaTypes.Json} or {MediaTypes.EventStream}.";
            await ResponseSender.RefuseAsync(context, MediaTypes.Json, new RequestRefusal(StatusCodes.Status406NotAcceptable, ErrorCodes.BadUserInput, message));
            return null;
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsPost(context.Request.Method))
        {
            await ResponseSender.RefuseAsync(context, mediaType, new RequestRefusal(StatusCodes.Status405MethodNotAllowed, ErrorCodes.BadUserInput, "Use GET or POST."));
            return null;
        }

        var (caller, unknown) = await callers.OfAsync(context); // before the body, which a refusal spares
        if (unknown is not null)
        {
            await ResponseSender.RefuseAsync(context, mediaType, new RequestRefusal(unknown.Status, unknown.Code, unknown.Message));
            return null;
        }

        return await AnswerAsync(context, mediaType, caller, trace);
    }

    private async Task<OperationResult?> AnswerAsync(HttpContext context, string mediaType, Caller? caller, RequestTrace trace)
    {
        var mayBeKnown = mediaType != MediaTypes.EventStream && !RequestHeaders.WantMore(context.Request.Headers) && reader.TakesBody(context.Request);
        var answer = mayBeKnown ? await known.FindAsync(context, caller?.Viewer) : default;
        if (answer.Result is { } found)
        {
            await SendAsync(context, found, mediaType, caller);
            return found;
        }

        using var activity = trace.Begin();
        var (request, refusal) = await reader.ReadAsync(context.Request, trace.Id);
        if (request is null)
        {
            await ResponseSender.RefuseAsync(context, mediaType, refusal!);
            return null;
        }

        request = request with
        {
            Viewer = caller?.Viewer,
            Token = caller?.Token,
            MinPosition = context.Request.Headers[RequestHeaders.MinPosition] is [{ } position, ..] ? position : null,
        };
        if (mediaType == MediaTypes.EventStream)
        {
            return await streams.AnswerAsync(context, request, caller);
        }

        var result = await executor.ExecuteAsync(Explained(context, request), context.RequestAborted);
        known.Remember(answer, result);
        await SendAsync(context, result, mediaType, caller);
        return result;
    }

    private Task SendAsync(HttpContext context, OperationResult result, string mediaType, Caller? caller)
    {
        if (result.Position is { } seen)
        {
            context.Response.Headers[PositionHeader] = seen;
        }

        return sender.SendAsync(context, result, mediaType, isAnybodys: caller is null && RequestHeaders.AreAnybodys(context.Request.Headers));
    }

    private OperationRequest Explained(HttpContext context, OperationRequest request) =>
        RequestHeaders.WantExplanation(context.Request.Headers) && explanations.Allows(context) ? request with { IsExplained = true } : request;
}

using Graph.Caching.Positions;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Explaining;
using Graph.Execution.Persisted;
using Graph.Execution.Responses;
using Graph.Execution.Results;
using Graph.Execution.Streams;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Graph.Execution;

/// <summary>What surrounds an operation whatever engine runs it: a place, a deadline, its document, telemetry, and the last resort for defects.</summary>
internal sealed class OperationExecutor(
    OperationGate gate,
    PositionGate positions,
    PersistedOperations persisted,
    DocumentStore documents,
    IOperationEngine engine,
    IStreamStarter streams,
    IOptions<LimitOptions> options,
    TimeProvider time,
    ILogger<OperationExecutor> logger,
    ResponseCaching? responses = null,
    Explainer? explainer = null) : IOperationExecutor
{
    private readonly LimitOptions _limits = options.Value;

    public async Task<OperationResult> ExecuteAsync(OperationRequest request, CancellationToken clientGone)
    {
        using var span = OperationTelemetry.Start();
        var started = time.GetTimestamp();
        var result = await WithinDeadlineAsync(request, clientGone);
        OperationTelemetry.Record(span, result, time.GetElapsedTime(started));
        if (result.Outcome is not (ResultOutcome.Executed or ResultOutcome.Failed))
        {
            Rejections.Count(result.Errors[0].Code);
        }

        return result;
    }

    private async Task<OperationResult> WithinDeadlineAsync(OperationRequest request, CancellationToken clientGone)
    {
        using var deadline = new CancellationTokenSource(_limits.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, clientGone);
        try
        {
            var result = await AfterPositionAsync(request, either.Token);
            await EndUnreadAsync(result, clientGone);
            return result;
        }
        catch (OperationCanceledException) when (!clientGone.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            var error = new GraphError(ErrorCodes.RequestTimeout, DeadlineFailures.Message(_limits)) { Retryable = true, TraceId = request.TraceId };
            return OperationResult.Refused(ResultOutcome.TimedOut, error);
        }
#pragma warning disable CA1031 // The boundary to the client: a defect is logged, masked, and costs one request.
        catch (Exception defect) when (defect is not OperationCanceledException || !clientGone.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.OperationFailed(logger, request.TraceId, defect);
            return OperationResult.Refused(ResultOutcome.Failed, GraphError.Internal(request.TraceId));
        }
    }

    /// <summary>Waits, before it takes a place, until this instance has got as far as the client has seen.</summary>
    private async Task<OperationResult> AfterPositionAsync(OperationRequest request, CancellationToken cancellation)
    {
        if (request.MinPosition is { } demanded)
        {
            var (passesCaches, refusal, failure) = await positions.EnterAsync(demanded, cancellation);
            if (failure is not null)
            {
                var outcome = refusal == PositionRefusal.NotReached ? ResultOutcome.Behind : ResultOutcome.BadPosition;
                var error = new GraphError(failure.Code, failure.Message) { Retryable = failure.Retryable ? true : null, TraceId = request.TraceId };
                return OperationResult.Refused(outcome, error) with { RetryAfter = failure.Retryable ? _limits.RetryAfter : null };
            }

            request = request with { PassesCaches = passesCaches };
        }

        var result = await AdmitAsync(request, cancellation);
        return result.HasUnplacedWrite ? result : result with { Position = positions.Now };
    }

    private async Task<OperationResult> AdmitAsync(OperationRequest request, CancellationToken cancellation)
    {
        using var place = await gate.EnterAsync(cancellation);
        if (place.IsAcquired)
        {
            return await RunAsync(request, cancellation);
        }

        var message = $"Too many operations are under way ({LimitOptions.SectionName}:{nameof(_limits.ConcurrentExecutions)}); try again later.";
        var refused = OperationResult.Refused(ResultOutcome.Overloaded, new GraphError(ErrorCodes.Overloaded, message) { Retryable = true });
        return refused with { RetryAfter = _limits.RetryAfter };
    }

    private async Task<OperationResult> RunAsync(OperationRequest request, CancellationToken cancellation)
    {
        var (resolved, unresolved) = await persisted.ResolveAsync(request, cancellation);
        if (resolved is null)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, unresolved);
        }

        request = resolved;
        var (document, errors) = await documents.GetAsync(request.Document, cancellation);
        if (document is null)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, errors);
        }

        var (operation, error) = OperationSelector.Select(document, request.OperationName);
        if (operation is null)
        {
            return OperationResult.Refused(ResultOutcome.BadRequest, error!);
        }

        var result = Refusal(operation, request) ?? await RunAsync(document, operation, request, cancellation);
        return result with { Operation = OperationSelector.Identify(operation), IsPrivate = document.PlanOf(operation).IsPrivate };
    }

    private Task<OperationResult> RunAsync(
        PreparedDocument document, GraphQLOperationDefinition operation, OperationRequest request, CancellationToken cancellation) =>
        operation.Operation == OperationType.Subscription || IsLive(operation, request) ? streams.StartAsync(document, operation, request, cancellation).AsTask()
        : request.IsExplained && explainer is not null ? explainer.RunAsync(document, operation, request, cancellation)
        : operation.Operation == OperationType.Query && responses is not null ? responses.RunAsync(document, operation, request, cancellation)
        : engine.RunAsync(document, operation, request, cancellation);

    /// <exception cref="OperationCanceledException">The client has gone; what was started for it is ended.</exception>
    private static async ValueTask EndUnreadAsync(OperationResult result, CancellationToken clientGone)
    {
        if (clientGone.IsCancellationRequested && result.Stream is { } unread)
        {
            await unread.DisposeAsync();
        }

        clientGone.ThrowIfCancellationRequested();
    }

    // Over a transport with one result it is a query like any other.
    private static bool IsLive(GraphQLOperationDefinition operation, OperationRequest request) => request.TakesStream
        && operation.Operation == OperationType.Query && operation.Directives?.Items.Exists(directive => directive.Name.Value == "live") == true;

    private static OperationResult? Refusal(GraphQLOperationDefinition operation, OperationRequest request) => operation.Operation switch
    {
        OperationType.Subscription when !request.TakesStream => OperationResult.Refused(
            ResultOutcome.BadRequest,
            new GraphError(ErrorCodes.BadUserInput, "A subscription needs a WebSocket (graphql-transport-ws), or Accept: text/event-stream.")),
        OperationType.Mutation when request.QueriesOnly => OperationResult.Refused(
            ResultOutcome.MethodNotAllowed, new GraphError(ErrorCodes.BadUserInput, "A mutation needs POST.")),
        _ => null,
    };
}

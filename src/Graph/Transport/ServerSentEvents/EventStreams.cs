using Graph.Execution;
using Graph.Execution.Results;
using Graph.Security;
using Graph.Transport.Realtime;
using Microsoft.Extensions.Options;

namespace Graph.Transport.ServerSentEvents;

/// <summary>GraphQL over Server-Sent Events, distinct connections mode (https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md):
/// one operation of any kind a request.</summary>
internal sealed class EventStreams(
    IOperationExecutor executor, OpenConnections connections, RealtimeGauges gauges, CallerWatch watch,
    IOptions<RealtimeOptions> options, IOptions<LimitOptions> limits, TimeProvider time, ILogger<EventStreams> logger)
{
    public IOperationExecutor Executor => executor;

    public RealtimeGauges Gauges => gauges;

    public CallerWatch Watch => watch;

    public RealtimeOptions Options { get; } = options.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Answers a request with the events of its operation, to the end.</summary>
    /// <returns>The operation's result, or its last errors; null when there is no place for it.</returns>
    /// <exception cref="Exception">The client has gone (<see cref="ConnectionLoss"/>).</exception>
    public Task<OperationResult?> AnswerAsync(HttpContext context, OperationRequest request, Caller? caller)
    {
        if (connections.TryEnter(RealtimeTransport.EventStream) is { } place)
        {
            LongLived.Prepare(context);
            return new EventStream(this, context, place, caller, request.TraceId).RunAsync(request);
        }

        return RefuseAsync(context);
    }

    private async Task<OperationResult?> RefuseAsync(HttpContext context)
    {
        var refusal = LongLived.Refusal(connections.IsStopping, "event streams", "Realtime:MaxEventStreams", limits.Value);
        await ResponseSender.RefuseAsync(context, MediaTypes.EventStream, refusal);
        return null;
    }
}

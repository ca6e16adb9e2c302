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

    /// <summary>Takes a place for one more.</summary>
    /// <returns>Null, with a refusal, when there is none.</returns>
    public (OpenPlace? Place, RequestRefusal? Refusal) TryEnter() => connections.TryEnter(RealtimeTransport.EventStream) is { } place
        ? (place, null)
        : (null, LongLived.Refusal(connections.IsStopping, "event streams", "Realtime:MaxEventStreams", limits.Value));

    /// <summary>Answers a request with the events of its operation, to the end.</summary>
    /// <returns>The operation's result, or its last errors.</returns>
    /// <exception cref="Exception">The client has gone (<see cref="ConnectionLoss"/>).</exception>
    public async Task<OperationResult> RunAsync(HttpContext context, OpenPlace place, OperationRequest request, Caller? caller)
    {
        var stream = new EventStream(this, context, caller, request.TraceId);
        place.Take(stream);
        return await stream.RunAsync(request);
    }
}

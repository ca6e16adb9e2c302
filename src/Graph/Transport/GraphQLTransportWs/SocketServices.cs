using Graph.Execution;
using Graph.Security;
using Graph.Transport.Realtime;
using Microsoft.Extensions.Options;

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What all sockets share.</summary>
internal sealed class SocketServices(
    IOperationExecutor executor, Callers callers, CallerWatch watch, RealtimeGauges gauges,
    IOptions<RealtimeOptions> options, IOptions<LimitOptions> limits, TimeProvider time, ILogger<SocketConnection> logger)
{
    public IOperationExecutor Executor => executor;

    public Callers Callers => callers;

    public CallerWatch Watch => watch;

    public RealtimeGauges Gauges => gauges;

    public RealtimeOptions Options { get; } = options.Value;

    public LimitOptions Limits { get; } = limits.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;
}

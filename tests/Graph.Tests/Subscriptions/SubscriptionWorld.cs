using Graph.Execution;
using Graph.Invalidation;
using Graph.TestKit.Server;
using Graph.TestKit.Stub;
using Microsoft.Extensions.DependencyInjection;

namespace Graph.Tests.Subscriptions;

/// <summary>A whole graph over a stub of its services, entered behind its transports.</summary>
internal sealed class SubscriptionWorld : IAsyncDisposable
{
    private readonly GraphServer _graph;
    private int _results;

    private SubscriptionWorld(GraphServer graph)
    {
        _graph = graph;
        Executor = graph.Services.GetRequiredService<IOperationExecutor>();
        Log = graph.Services.GetRequiredService<IInvalidationLog>();
    }

    public IOperationExecutor Executor { get; }

    public IInvalidationLog Log { get; }

    public StubData Data => _graph.Upstreams.Data;

    public StubService Products => _graph.Upstreams.Products;

    /// <summary>How many results subscribers have had.</summary>
    public int Results => Volatile.Read(ref _results);

    public static async Task<SubscriptionWorld> StartAsync() => new(await GraphServer.StartAsync(
        ("Subscriptions:RetryDelay", "00:00:00.010"), ("Subscriptions:MaxRetryDelay", "00:00:00.050"), ("Limits:QueuedResults", "2"),
        ("Upstreams:Defaults:Retry:MaxAttempts", "0"), ("Upstreams:Defaults:CircuitBreaker:FailureThreshold", "1000"),
        ("Invalidation:MaxRecords", "100")));

    public void Count() => Interlocked.Increment(ref _results);

    public ValueTask DisposeAsync() => _graph.DisposeAsync();
}

using Graph.Caching;
using Graph.Execution;
using Graph.Invalidation;
using Graph.Loading;
using Microsoft.Extensions.Options;

namespace Graph.Subscriptions;

/// <summary>What all feeds share.</summary>
internal sealed class FeedServices(
    Feeds feeds, Topics topics, IOperationEngine engine, ILoaderFactory loaders, InvalidationIndex index, SecretIds ids, IInvalidationLog log,
    IOptions<SubscriptionOptions> options, IOptions<LimitOptions> limits, TimeProvider time, ILogger<FeedServices> logger) : IDisposable
{
    private readonly SemaphoreSlim _places = new(options.Value.ConcurrentExecutions);

    public Feeds Feeds => feeds;

    public Topics Topics => topics;

    public IOperationEngine Engine => engine;

    public ILoaderFactory Loaders => loaders;

    public SecretIds Ids => ids;

    public IInvalidationLog Log => log;

    public SubscriptionOptions Options { get; } = options.Value;

    public LimitOptions Limits { get; } = limits.Value;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>Whether a record has touched a value since it was fetched.</summary>
    public bool IsOutdated(Dependency value) => index.IsDead(value.Key, value.Tags, value.Start, value.Version);

    /// <summary>Waits for one of the places of executions (<see cref="SubscriptionOptions.ConcurrentExecutions"/>).</summary>
    public async ValueTask<FeedPlace> EnterAsync(CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        return new FeedPlace(_places);
    }

    public void Dispose() => _places.Dispose();
}

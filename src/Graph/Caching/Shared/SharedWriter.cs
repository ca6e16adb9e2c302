namespace Graph.Caching.Shared;

/// <summary>Takes values to Redis in the background, in the order in which they came.</summary>
internal sealed class SharedWriter(RedisStore store) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => store.WriteAllAsync(stoppingToken);
}

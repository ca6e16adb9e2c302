namespace Graph.Cluster;

/// <summary>Connects to Redis before anything else needs it.</summary>
internal sealed class RedisStartup(RedisLink link) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => link.ConnectAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

namespace Graph.Upstreams;

/// <summary>Takes no signals: at Ctrl+C the embedding process drains its requests first, and these still need the upstreams.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

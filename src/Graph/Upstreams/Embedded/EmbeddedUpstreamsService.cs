using Graph.Hosting;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Options;

namespace Graph.Upstreams.Embedded;

/// <summary>Starts the embedded services before anything else when an upstream has no address of its own, and stops them last, because
/// requests that are still being answered need them.</summary>
internal sealed class EmbeddedUpstreamsService(
    IEmbeddedUpstreams upstreams, UpstreamNames names, IOptions<UpstreamClientsOptions> options, ILogger<EmbeddedUpstreamsService> logger)
    : IHostedLifecycleService, IReadinessCondition
{
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when they have started; a call that comes earlier waits for it.</summary>
    public Task<Uri> Address => _address.Task;

    public string Name => "embedded-upstreams";

    public string? NotReadyBecause =>
        StandsInFor.Length == 0 || _address.Task.IsCompletedSuccessfully ? null : "the embedded upstreams have not started";

    /// <summary>The upstreams without an address of their own.</summary>
    public string[] StandsInFor => [.. names.Where(name => options.Value.AddressOf(name) is null)];

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (StandsInFor is not { Length: > 0 } standsInFor)
        {
            return;
        }

        var address = await upstreams.StartAsync(cancellationToken);
        _address.SetResult(address);
        Log.EmbeddedUpstreamsStarted(logger, address, string.Join(", ", standsInFor));
    }

    public async Task StoppedAsync(CancellationToken cancellationToken) => await upstreams.DisposeAsync();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

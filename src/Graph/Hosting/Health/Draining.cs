using Microsoft.Extensions.Options;

namespace Graph.Hosting.Health;

/// <summary>At a stop, says so at <c>/health/ready</c> and goes on serving for a while, so that load balancers turn elsewhere first. Then what
/// would never end by itself is ended, before the server waits for all that is under way.</summary>
internal sealed class Draining(
    IOptions<HostingOptions> options, IHostEnvironment environment, IEnumerable<DrainStep> steps, TimeProvider time, ILogger<Draining> logger)
    : IHostedLifecycleService, IReadinessCondition
{
    private volatile bool _started;
    private volatile bool _stopping;

    public string Name => "serving";

    public string? NotReadyBecause => _stopping ? "The server is stopping." : null;

    // Runs before anything is stopped: https://learn.microsoft.com/dotnet/api/microsoft.extensions.hosting.ihostedlifecycleservice
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;
        var delay = options.Value.DrainDelayIn(environment);
        if (_started && delay > TimeSpan.Zero) // a start that fails has served nobody
        {
            Log.Draining(logger, delay);
            await Task.Delay(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var step in steps)
        {
            await step.RunAsync(cancellationToken);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Graph.Hosting;

namespace Graph.Cluster;

/// <summary>Connects to Redis before anything else needs it. While it can't be reached this instance tries on, and is not ready: it does not
/// know yet what the others know.</summary>
internal sealed class RedisStartup(RedisLink link, SharedSecrets secrets, TimeProvider time) : IHostedLifecycleService, IReadinessCondition, IDisposable
{
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _isLoaded;

    public string Name => "redis";

    public string? NotReadyBecause => _isLoaded ? null : "Redis has not been reached yet (Redis:Configuration)";

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await link.ConnectAsync();
        if (!await TryLoadAsync())
        {
            _ = LoadLaterAsync();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task<bool> TryLoadAsync()
    {
        try
        {
            await secrets.LoadAsync(link).WaitAsync(link.Options.LogTimeout, time);
            _isLoaded = true;
            return true;
        }
        catch (Exception away) when (RedisLink.IsAway(away))
        {
            return false;
        }
    }

    private async Task LoadLaterAsync()
    {
        while (!_stopping.IsCancellationRequested && !await TryLoadAsync())
        {
            await Task.Delay(RetryEvery, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

using Graph.Cluster;

namespace Graph.Caching.Refresh;

/// <summary>Fetches what is held of PERIODIC types again by a timer, whether it is read or not: on one instance of the cluster at a time.</summary>
internal sealed class PeriodicRefresh(EntityCache cache, ILeases leases, TimeProvider time, IHostApplicationLifetime lifetime)
    : IHostedService, IDisposable
{
    // Shorter than the period, so that the holder's next tick, which may come a little early, is not kept out by its last; long enough that
    // the ticks of others between two of its own are.
    private const double LeasePart = 0.9;

    private readonly Dictionary<CachedSource, (ITimer Timer, TimeSpan Every)> _timers = [];
    private readonly Lock _lock = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Retime();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Gives each PERIODIC source a timer by its policy as it is now; one whose period has changed begins it anew.</summary>
    public void Retime()
    {
        lock (_lock)
        {
            foreach (var source in cache.Sources.Where(source => source.Definition.Policy.IsPeriodic))
            {
                var every = source.Definition.Policy.RefreshEvery;
                if (!_timers.TryGetValue(source, out var known))
                {
                    _timers.Add(source, (time.CreateTimer(_ => _ = RunAsync(source), state: null, every, every), every));
                }
                else if (known.Every != every)
                {
                    known.Timer.Change(every, every);
                    _timers[source] = (known.Timer, every);
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (timer, _) in _timers.Values)
            {
                timer.Dispose();
            }

            _timers.Clear();
        }
    }

    private async Task RunAsync(CachedSource source)
    {
        var stopping = lifetime.ApplicationStopping;
        if (stopping.IsCancellationRequested || cache.Memory.UsageOf(source.Number).Entries == 0)
        {
            return; // who holds nothing leaves the lease to somebody who does
        }

        if (await leases.TryTakeAsync($"periodic:{source.Definition.Label}", source.Definition.Policy.RefreshEvery * LeasePart, stopping))
        {
            source.RefreshAll();
        }
    }
}

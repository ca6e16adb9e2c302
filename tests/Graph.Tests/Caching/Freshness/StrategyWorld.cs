using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Cluster;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Tests.Caching.Freshness;

/// <summary>A <see cref="CacheWorld"/> whose things have one policy under test, and whose domain listens to events.</summary>
internal sealed class StrategyWorld : IDisposable
{
    public static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    private readonly Pump _pump = new();
    private PeriodicRefresh? _periodic;

    public StrategyWorld(FreshnessPolicy policy, RefreshOptions? refresh = null, double jitter = 0)
    {
        Cache = new CacheWorld(options => options.Jitter = jitter, refresh: refresh);
        Cache.ThingDefinition.Policy = policy;
        Cache.ThingDefinition.HasEvents = true;
    }

    public CacheWorld Cache { get; }

    public int Calls => Cache.ThingCalls.Count;

    public CachedSource Source => Cache.Cache.Of<Thing>(CacheWorld.Things);

    /// <summary>Puts things at version 1 into the cache, as their first readers do.</summary>
    public void Warm(params IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            Cache.Versions[id] = 1;
        }

        Cache.Warm(ids);
        _pump.RunUntilIdle();
    }

    public void StartTimers(ILeases? leases = null) => _periodic = Cache.StartPeriodic(leases);

    public void Pass(TimeSpan time)
    {
        Cache.Time.Advance(time);
        _pump.RunUntilIdle();
    }

    /// <summary>As <see cref="Pass"/>, but the clock shows every second between: timers fire when they are due, not after a leap.</summary>
    public void PassBySeconds(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Pass(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>The source gives a sign of life, and the log brings it here.</summary>
    public void Beat() => _pump.Finish(
        Cache.Log.AppendAsync(new InvalidationRecord([], [], []) { Alive = ["Tests"] }, CancellationToken.None).AsTask());

    /// <summary>Reads, and answers what was asked for.</summary>
    public LoadResult<Thing> Read(string id = "a1")
    {
        var read = Cache.ReadAsync(id);
        Answer();
        return _pump.Finish(read)[0];
    }

    public LoadResult<Thing> ReadWhileDown(string id = "a1")
    {
        var read = Cache.ReadAsync(id);
        Fail();
        return _pump.Finish(read)[0];
    }

    /// <summary>Whether a read is answered without a wait; what it has started stays open.</summary>
    public bool IsServedAtOnce(string id = "a1") => Cache.ReadAsync(id).IsCompletedSuccessfully;

    /// <summary>Answers all calls that are open.</summary>
    public void Answer() => End(call => call.Return());

    public void Fail() => End(call => call.Fail(Down));

    public void Dispose()
    {
        _periodic?.Dispose();
        Cache.Dispose();
        _pump.Dispose();
    }

    private void End(Action<GatedCall<string, Thing>> end)
    {
        foreach (var call in Cache.ThingCalls.Where(call => !call.Task.IsCompleted).ToArray())
        {
            end(call);
        }

        _pump.RunUntilIdle();
    }
}

using Graph.TestKit.Redis;

namespace Graph.FunctionalTests.Consistency.Faults;

/// <summary>What can befall Redis in a run, one at a time.</summary>
internal sealed class RedisFaults(RedisServer redis, FaultWindows windows, bool keepsData)
{
    private readonly (string Name, bool Hangs, Func<RedisFaults, TimeSpan, Task> Act)[] _all =
    [
        ("hung", true, (faults, time) => faults.HangAsync(time)),
        ("paused", true, (faults, time) => faults.PauseAsync(time)),
        ("killed", false, (faults, time) => faults.KillAsync(time)),
        ("read-only", false, (faults, time) => faults.RefuseAsync(r => r.SetReadOnlyAsync(true), r => r.SetReadOnlyAsync(false), time)),
        ("without replicas", false, (faults, time) => faults.RefuseAsync(r => r.SetMinReplicasAsync(1), r => r.SetMinReplicasAsync(0), time)),
        ("out of memory", false, (faults, time) => faults.RefuseAsync(r => r.SetMaxMemoryAsync(1), r => r.SetMaxMemoryAsync(0), time)),
        ("emptied", false, (faults, _) => faults.EmptyAsync()),
    ];

    public Task RunAsync(Random random)
    {
        var (name, hangs, act) = _all[random.Next(_all.Length)];
        var time = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(2000, 5000) : random.Next(50, 1500));
        return windows.DuringAsync(name, hangs, () => act(this, time));
    }

    private async Task HangAsync(TimeSpan time)
    {
        redis.Suspend();
        await WaitAsync(time);
        redis.Resume();
    }

    private async Task PauseAsync(TimeSpan time)
    {
        await redis.PauseClientsAsync(time);
        await WaitAsync(time);
    }

    private async Task KillAsync(TimeSpan time)
    {
        await redis.KillAsync();
        await WaitAsync(time);
        await redis.RestartAsync(keepsData);
    }

    private async Task RefuseAsync(Func<RedisServer, Task> begin, Func<RedisServer, Task> end, TimeSpan time)
    {
        await begin(redis);
        await WaitAsync(time);
        await end(redis);
    }

    private Task EmptyAsync() => redis.FlushAllAsync();

    private static Task WaitAsync(TimeSpan time) => Task.Delay(time, TimeProvider.System);
}

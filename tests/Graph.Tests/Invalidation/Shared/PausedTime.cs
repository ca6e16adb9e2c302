using Graph.Cluster;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>A fake clock that counts how often a follower of the log has paused: then it has nothing to do until time passes or it is told.</summary>
internal sealed class PausedTime : FakeTimeProvider
{
    /// <summary>What it waits for after a failure.</summary>
    public static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    /// <summary>What it waits for otherwise.</summary>
    public static readonly TimeSpan Poll = new RedisOptions().PollEvery;

    private int _pauses;

    public int Pauses => Volatile.Read(ref _pauses);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Retry || dueTime == Poll)
        {
            Interlocked.Increment(ref _pauses);
        }

        return timer;
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Upstreams;

/// <summary>A fake clock that tells which timers have been set, so that a test advances it when there is something to wait for.</summary>
internal sealed class RecordingTimeProvider : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Timers of these lengths are time-outs and not retry delays.</summary>
    public HashSet<TimeSpan> Timeouts { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new RecordingTimer(this, base.CreateTimer(callback, state, dueTime, period));
        Record(dueTime);
        return timer;
    }

    /// <summary>The next retry delay, once it has begun.</summary>
    public Task<TimeSpan> NextDelayAsync() =>
        _timers.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Rig.Patience);

    /// <summary>Waits for the next retry delay and lets it pass.</summary>
    public async Task<TimeSpan> PassDelayAsync()
    {
        var delay = await NextDelayAsync();
        Advance(delay);
        return delay;
    }

    private void Record(TimeSpan dueTime)
    {
        if (dueTime != Timeout.InfiniteTimeSpan && !Timeouts.Contains(dueTime))
        {
            _timers.Writer.TryWrite(dueTime);
        }
    }

    /// <summary>A timer may be made first and set later.</summary>
    private sealed class RecordingTimer(RecordingTimeProvider time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            time.Record(dueTime);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}

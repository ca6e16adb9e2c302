using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Graph.Upstreams.Tests.Support;

/// <summary>A clock that stands until it is set, and timers that a test waits for and fires itself: no wait is ever slept through, or raced.</summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly ConcurrentDictionary<TimeSpan, Channel<ManualTimer>> _timers = new();

    public DateTimeOffset Now { get; set; } = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state));
        if (dueTime != Timeout.InfiniteTimeSpan)
            Of(dueTime).Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>The next timer that was, or will be, set to <paramref name="dueTime"/>.</summary>
    public Task<ManualTimer> NextAsync(TimeSpan dueTime) => Expected.NextAsync(Of(dueTime).Reader);

    private Channel<ManualTimer> Of(TimeSpan dueTime) =>
        _timers.GetOrAdd(dueTime, _ => Channel.CreateUnbounded<ManualTimer>());
}

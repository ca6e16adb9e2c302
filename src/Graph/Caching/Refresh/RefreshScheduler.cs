using Microsoft.Extensions.Options;

namespace Graph.Caching.Refresh;

/// <summary>Decides when keys are fetched again that nobody waits for: one timer for all of them, which ticks at most once a second, so that
/// what has become due meanwhile goes as one batch.</summary>
internal sealed class RefreshScheduler : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Dictionary<CachedSource, RefreshQueue> _queues = [];
    private readonly Lock _lock = new();
    private readonly RefreshOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;
    private long _notBefore = long.MinValue;
    private int _count;

    public RefreshScheduler(IOptions<RefreshOptions> options, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        _options = options.Value;
        _time = time;
        _stopping = lifetime.ApplicationStopping;
        using (ExecutionContext.SuppressFlow()) // whatever makes the first of all reads is not what later refreshes belong to
        {
            _timer = time.CreateTimer(static scheduler => ((RefreshScheduler)scheduler!).StartDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Whether no further key is taken. Asked without a lock, by readers.</summary>
    public bool IsFull => Volatile.Read(ref _count) >= _options.MaxScheduled;

    /// <summary>How many keys of a source wait for their turn.</summary>
    public int CountOf(CachedSource source)
    {
        lock (_lock)
        {
            return _queues.GetValueOrDefault(source)?.Count ?? 0;
        }
    }

    /// <summary>Gives keys their turns, instead of those that they had.</summary>
    public void Schedule(CachedSource source, params ReadOnlySpan<ScheduledRefresh> refreshes)
    {
        lock (_lock)
        {
            foreach (var refresh in refreshes)
            {
                ScheduleUnsafe(source, refresh);
            }

            ArmUnsafe(); // once for all: those due now go together
        }
    }

    /// <summary>Gives keys of a source their turns; those that had one and are not among them lose it.</summary>
    public void Replace(CachedSource source, params ReadOnlySpan<ScheduledRefresh> refreshes)
    {
        lock (_lock)
        {
            var queue = QueueOfUnsafe(source);
            _count -= queue.Count;
            queue.Clear();
            Schedule(source, refreshes);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void ScheduleUnsafe(CachedSource source, ScheduledRefresh refresh)
    {
        var queue = QueueOfUnsafe(source);
        if (IsFull && !queue.Contains(refresh.Id))
        {
            return;
        }

        _count -= queue.Count;
        queue.Set(refresh);
        _count += queue.Count;
    }

    private RefreshQueue QueueOfUnsafe(CachedSource source)
    {
        if (!_queues.TryGetValue(source, out var queue))
        {
            _queues.Add(source, queue = new RefreshQueue());
        }

        return queue;
    }

    private void StartDue()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        foreach (var (source, due) in TakeDue())
        {
            source.Refresh(due);
        }
    }

    private List<(CachedSource Source, List<ScheduledRefresh> Due)> TakeDue()
    {
        var all = new List<(CachedSource, List<ScheduledRefresh>)>();
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            foreach (var (source, queue) in _queues)
            {
                var due = new List<ScheduledRefresh>();

                // A slow upstream is not asked for more than what it still owes.
                for (var room = _options.MaxKeysPerSecond - source.Refreshing; room > 0 && queue.TryTake(now, out var refresh); room--)
                {
                    due.Add(refresh.Value);
                }

                if (due.Count > 0)
                {
                    _count -= due.Count;
                    all.Add((source, due));
                }
            }

            _armedFor = long.MaxValue;
            _notBefore = now + TicksOf(Tick);
            ArmUnsafe();
        }

        return all;
    }

    private void ArmUnsafe()
    {
        var earliest = _queues.Values.Select(queue => queue.TryPeek(out var next) ? next.DueAt : long.MaxValue).DefaultIfEmpty(long.MaxValue).Min();
        var at = Math.Max(earliest, _notBefore);
        if (earliest == long.MaxValue || at >= _armedFor)
        {
            return;
        }

        var now = _time.GetTimestamp();
        var wait = at <= now ? TimeSpan.Zero : _time.GetElapsedTime(now, at);
        wait = wait < LongestWait ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : LongestWait; // timers know no less
        _armedFor = at;
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }

    private long TicksOf(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);
}

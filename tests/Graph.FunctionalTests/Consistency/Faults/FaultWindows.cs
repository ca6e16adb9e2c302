using System.Collections.Concurrent;
using Graph.FunctionalTests.Consistency.Checking;

namespace Graph.FunctionalTests.Consistency.Faults;

/// <summary>When the log was away, and when all of Redis hung.</summary>
/// <param name="touches">Told of outages: after one everything may be fetched again.</param>
/// <param name="recovery">How long after an outage its effects may last.</param>
internal sealed class FaultWindows(Touches touches, TimeSpan recovery)
{
    private readonly ConcurrentQueue<Window> _outages = new();
    private readonly ConcurrentQueue<Window> _hangs = new();
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>How often there was what.</summary>
    public string Summary => string.Join(", ", _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));

    public int Count => _counts.Values.Sum();

    public void Counted(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Something is wrong with Redis until the work is done.</summary>
    public async Task DuringAsync(string what, bool hangs, Func<Task> work)
    {
        Counted(what);
        var window = new Window(TimeProvider.System.GetTimestamp());
        var touch = touches.Begin(window.Start);
        _outages.Enqueue(window);
        if (hangs)
        {
            _hangs.Enqueue(window);
        }

        try
        {
            await work();
        }
        finally
        {
            window.End = TimeProvider.System.GetTimestamp();
            touch.EndAt(CheckerOptions.Shift(window.End, recovery));
        }
    }

    /// <summary>Whether an outage, or what is left of one, touches a time span.</summary>
    public bool Excuse(long from, long to) => _outages.Any(window =>
        window.Start <= to && (window.End == long.MaxValue || CheckerOptions.Shift(window.End, recovery) >= from));

    /// <summary>Whether Redis hung at a time.</summary>
    public bool HungAt(long at) => _hangs.Any(window => window.Start <= at && at <= window.End);

    private sealed class Window(long start)
    {
        private long _end = long.MaxValue;

        public long Start => start;

        public long End
        {
            get => Volatile.Read(ref _end);
            set => Volatile.Write(ref _end, value);
        }
    }
}

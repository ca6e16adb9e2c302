using System.Runtime.CompilerServices;

namespace Graph.Invalidation;

/// <summary>The records that this instance has applied last, in the order of the log, for whoever follows it: a ring of bounded length.</summary>
internal sealed class LogHistory(int capacity)
{
    private readonly LogEntry[] _ring = new LogEntry[capacity];
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = NewSignal();
    private Position _before; // what the oldest entry kept follows
    private long _next;

    /// <summary>The position of the last entry.</summary>
    public Position Last { get; private set; }

    /// <summary>How many entries are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return (int)Math.Min(_next, capacity);
            }
        }
    }

    /// <summary>Adds the entry that follows the last one; positions grow. A gap as well: what was before it is of no use then.</summary>
    public void Add(LogEntry entry)
    {
        TaskCompletionSource told;
        lock (_lock)
        {
            ref var place = ref _ring[_next % capacity];
            _before = _next >= capacity ? place.Position : _before;
            place = entry;
            _next++;
            Last = entry.Position;
            (told, _more) = (_more, NewSignal());
        }

        told.SetResult();
    }

    /// <summary>Where the log begins for this instance: nothing before it is known.</summary>
    public void Begin(Position position)
    {
        lock (_lock)
        {
            (_before, Last, _next) = (position, position, 0);
        }
    }

    /// <summary>Waits until something has been added after a position.</summary>
    public async ValueTask PassedAsync(Position position, CancellationToken cancellation)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (Last >= position)
                {
                    return;
                }

                more = _more.Task;
            }

            await more.WaitAsync(cancellation);
        }
    }

    public async IAsyncEnumerable<LogEntry> ReadAsync(Position after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var (entries, more) = Take(after);
            foreach (var entry in entries)
            {
                after = entry.Position;
                yield return entry;
            }

            if (entries.Length == 0)
            {
                await more.WaitAsync(cancellation);
            }
        }
    }

    private (LogEntry[] Entries, Task More) Take(Position after)
    {
        lock (_lock)
        {
            var count = (int)Math.Min(_next, capacity);
            if (after < _before || after > Last)
            {
                return after == Last ? ([], _more.Task) : ([new LogEntry(Last, Record: null, default)], _more.Task);
            }

            var first = _next - count;
            var behind = 0;
            while (behind < count && _ring[(_next - 1 - behind) % capacity].Position > after)
            {
                behind++;
            }

            return ([.. Enumerable.Range(0, behind).Select(i => _ring[(Math.Max(first, _next - behind) + i) % capacity])], _more.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

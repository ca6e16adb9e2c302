using System.Runtime.CompilerServices;

namespace Graph.Invalidation;

/// <summary>The records that this instance has applied last, in the order of the log, for whoever follows it: a ring of bounded length.</summary>
internal sealed class LogHistory(int capacity)
{
    private readonly LogEntry[] _ring = new LogEntry[capacity];
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = NewSignal();
    private Position _before; // what the oldest entry kept follows
    private Position _last;
    private long _next;

    /// <summary>The position of the last entry.</summary>
    public Position Last
    {
        get
        {
            lock (_lock) // a position is too wide to be read in one piece, and half of the next epoch's would be far ahead
            {
                return _last;
            }
        }
    }

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
            _last = entry.Position;
            (told, _more) = (_more, NewSignal());
        }

        told.SetResult();
    }

    /// <summary>Where the log begins for this instance: nothing before it is known.</summary>
    public void Begin(Position position)
    {
        lock (_lock)
        {
            (_before, _last, _next) = (position, position, 0);
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
                if (_last >= position)
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
            if (after > _last && after.Epoch == _last.Epoch)
            {
                return ([], _more.Task); // appended already, and not applied here yet: what follows it is still to come
            }

            if (after < _before || after > _last)
            {
                return ([new LogEntry(_last, Record: null, default)], _more.Task);
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

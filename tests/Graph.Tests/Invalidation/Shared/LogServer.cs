using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>What Redis is to the log, in memory: ids by epoch, the last records, and all that may befall them. One thing at a time, as there.</summary>
internal sealed class LogServer(FakeTimeProvider time)
{
    private readonly List<LogItem> _items = [];
    private readonly List<Action> _followers = [];
    private readonly Lock _lock = new();
    private int _run = 1;
    private int? _epochOfRun;
    private long _epoch;
    private long _last;

    /// <summary>The id of the last record of the epoch.</summary>
    public long Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    public Position End
    {
        get
        {
            lock (_lock)
            {
                return new Position(_epoch, _last);
            }
        }
    }

    /// <summary>Whether it tells its followers of new records.</summary>
    public bool Announces { get; set; } = true;

    /// <summary>Is told of every record and its place.</summary>
    public Action<Position, ReadOnlyMemory<byte>>? Appended { get; set; }

    public void Follow(Action somethingNew)
    {
        lock (_lock)
        {
            _followers.Add(somethingNew);
        }
    }

    public Position Append(ReadOnlyMemory<byte> bytes, Position known)
    {
        Position position;
        lock (_lock)
        {
            CheckEpochUnsafe(known);
            _items.Add(new LogItem(++_last, bytes, time.GetUtcNow(), TimeSpan.Zero));
            position = new Position(_epoch, _last);
        }

        Appended?.Invoke(position, bytes);
        Announce();
        return position;
    }

    public LogPage Read(Position after, Position known, int count)
    {
        lock (_lock)
        {
            CheckEpochUnsafe(known);
            var from = after.Epoch == _epoch ? after.Id : 0;
            return new LogPage(_epoch, _last, [.. _items.Where(item => item.Id > from).Take(count).Select(item => item with { Age = time.GetUtcNow() - item.At })]);
        }
    }

    public void Announce()
    {
        Action[] followers;
        lock (_lock)
        {
            followers = Announces ? [.. _followers] : [];
        }

        Array.ForEach(followers, told => told());
    }

    /// <summary>Another process answers: the same one restarted, or a replica that has become the primary. It takes its time, as the epochs'
    /// clock sees.</summary>
    /// <param name="lost">How many of the last records it does not have.</param>
    public void Restart(int lost = 0)
    {
        time.Advance(TimeSpan.FromMilliseconds(1));
        lock (_lock)
        {
            _run++;
            _last = Math.Max(0, _last - lost);
            _items.RemoveAll(item => item.Id > _last);
        }
    }

    /// <summary>Everything is gone, the epoch's number too.</summary>
    public void LoseAll()
    {
        Restart();
        lock (_lock)
        {
            (_epoch, _last, _epochOfRun) = (0, 0, null);
            _items.Clear();
        }
    }

    /// <summary>The same process goes back to an earlier state, which nothing but a reader that has seen more can tell.</summary>
    public void LoseTail(int lost)
    {
        Restart(lost);
        _run--;
    }

    public void Trim(long upTo)
    {
        lock (_lock)
        {
            _items.RemoveAll(item => item.Id <= upTo);
        }
    }

    // R1, as the script has it.
    private void CheckEpochUnsafe(Position known)
    {
        if (_epochOfRun == _run && known.Epoch <= _epoch && (known.Epoch != _epoch || known.Id <= _last))
        {
            return;
        }

        _epoch = Math.Max(Math.Max(_epoch, known.Epoch) + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        (_epochOfRun, _last) = (_run, 0);
        _items.Clear();
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Graph.Invalidation.Shared;

/// <summary>How far this instance is with the log: what it has read, and what it has appended and not read yet.</summary>
internal sealed class LogState(InvalidationIndex index, Pulse pulse, IOptions<InvalidationOptions> options, RecentAppends recent, Outbox outbox, ILogger<LogState> logger)
{
    private readonly ConcurrentDictionary<long, OwnAppend> _own = new();
    private readonly EndedEpochs _ended = new();
    private readonly Lock _lock = new();
    private long _numbers;
    private long _tail;

    /// <summary>What this instance calls itself in its records.</summary>
    public string Origin { get; } = Guid.NewGuid().ToString("n")[..12];

    public LogHistory History { get; } = new(options.Value.MaxRecords);

    public Position Consumed => History.Last;

    /// <summary>The highest position that this instance knows of: read, or appended by itself.</summary>
    public Position Known => index.Known;

    /// <summary>How many records the log was ahead of this instance at the last look.</summary>
    public long Lag => Math.Max(0, Volatile.Read(ref _tail) - Consumed.Id);

    public long Begin(OwnAppend append)
    {
        var number = Interlocked.Increment(ref _numbers);
        _own[number] = append;
        return number;
    }

    public void Forget(long number) => _own.TryRemove(number, out _);

    /// <summary>Applies what this instance has appended, unless its reader was faster. Reading goes on where it was.</summary>
    /// <param name="append">What was appended.</param>
    /// <param name="number">What <see cref="Begin"/> has called it.</param>
    /// <param name="position">Its place.</param>
    /// <returns>Null when the place is of an epoch that has ended meanwhile: it is lost.</returns>
    public Mark? Placed(OwnAppend append, long number, Position position)
    {
        lock (_lock)
        {
            if (position.Epoch > Consumed.Epoch)
            {
                SwitchUnsafe(position.Epoch);
            }
            else if (position.Epoch < Consumed.Epoch)
            {
                return null;
            }

            recent.Add(append.Record, position);
            pulse.Beat(append.Record.Alive, TimeSpan.Zero);
            var at = append.ApplyUnsafe(index, position);
            if (position <= Consumed)
            {
                Forget(number); // its reader was here already, or will never be: a gap
            }

            return at;
        }
    }

    /// <summary>Everything that was in the log at the start is applied: what others have fetched can be judged from now on (R6).</summary>
    public void CaughtUp() => index.IsReplaying = false;

    /// <summary>Applies what has been read.</summary>
    public void Take(LogPage page)
    {
        lock (_lock)
        {
            if (page.Epoch < Consumed.Epoch)
            {
                return; // asked before the switch
            }

            if (page.Epoch > Consumed.Epoch)
            {
                SwitchUnsafe(page.Epoch);
            }
            else
            {
                recent.Confirm();
            }

            Volatile.Write(ref _tail, page.Tail);
            foreach (var item in page.Items)
            {
                TakeUnsafe(item);
            }

            if (page.Items.Count == 0 && page.Tail > Consumed.Id)
            {
                GapUnsafe(page.Tail); // all of it is trimmed
            }
        }
    }

    private void TakeUnsafe(LogItem item)
    {
        if (item.Id <= Consumed.Id)
        {
            return;
        }

        if (item.Id > Consumed.Id + 1)
        {
            GapUnsafe(item.Id - 1);
        }

        var position = new Position(Consumed.Epoch, item.Id);
        if (RecordFormat.Read(item.Bytes.Span) is not { } read)
        {
            Log.LogRecordUnreadable(logger, position);
            EndUnsafe(position);
            return;
        }

        if (read.Origin == Origin && _own.TryRemove(read.Number, out var own))
        {
            own.ApplyUnsafe(index, position);
        }
        else
        {
            index.Apply(IsAppliedBefore(read) ? read.Record.Again() : read.Record, position);
        }

        pulse.Beat(read.Record.Alive, item.Age);
        if (!index.IsReplaying)
        {
            InvalidationMetrics.Lag.Record(item.Age.TotalSeconds);
        }

        History.Add(new LogEntry(position, read.Record, item.At));
    }

    private bool IsAppliedBefore(ReadRecord read) =>
        read.Record.FirstAt is { } first && (read.Origin == Origin || !_ended.IsNews(first));

    private void GapUnsafe(long last)
    {
        // The first records of an epoch are gone for an instance that starts: nothing that it has missed (R6).
        if (Consumed.Id > 0)
        {
            Log.LogGap(logger, Consumed.Id + 1, last);
            InvalidationMetrics.Gaps.Add(1);
        }

        EndUnsafe(new Position(Consumed.Epoch, last));
        foreach (var (number, append) in _own)
        {
            if (append.Position <= Consumed)
            {
                _own.TryRemove(number, out _); // its reader will never get to it
            }
        }
    }

    private void SwitchUnsafe(long epoch)
    {
        if (Consumed.Epoch > 0)
        {
            Log.LogEpoch(logger, Consumed.Epoch, epoch);
            InvalidationMetrics.Epochs.Add(1);
            _ended.Add(Consumed);
        }

        Volatile.Write(ref _tail, 0);
        EndUnsafe(new Position(epoch, 0));
        _own.Clear();
        foreach (var record in recent.Take())
        {
            outbox.Add(new OwnAppend(record.Late(), watch: null));
        }
    }

    private void EndUnsafe(Position position)
    {
        index.EndBefore(position);
        History.Add(new LogEntry(position, Record: null, default));
    }
}

using Microsoft.Extensions.Options;

namespace Graph.Invalidation;

/// <summary>The log of a single process: position and count of applied records are one.</summary>
internal sealed class MemoryInvalidationLog : IInvalidationLog
{
    private readonly InvalidationIndex _index;
    private readonly Pulse _pulse;
    private readonly TimeProvider _time;
    private readonly LogHistory _history;
    private readonly Lock _appending = new();
    private readonly long _epoch;

    public MemoryInvalidationLog(InvalidationIndex index, Pulse pulse, IOptions<InvalidationOptions> options, TimeProvider time)
    {
        (_index, _pulse, _time) = (index, pulse, time);
        _history = new LogHistory(options.Value.MaxRecords);

        // A restart forgets the log and empties the caches with it, so it begins a new epoch; the clock makes epochs grow.
        _epoch = time.GetUtcNow().ToUnixTimeMilliseconds();
        var start = new Position(_epoch, 0);
        index.RaiseKnown(start);
        _history.Begin(start);
    }

    public Position Tail => _index.Known;

    public Position Consumed => _history.Last;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(record, fence: null, cancellation)).At.Position;

    public ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Mark at;
        bool isHeld;
        lock (_appending)
        {
            at = _index.Apply(record, fence, out isHeld);
            _history.Add(new LogEntry(at.Position, record, _time.GetUtcNow()));
        }

        _pulse.Beat(record.Alive, age: TimeSpan.Zero);
        InvalidationMetrics.Records.Add(1);
        return ValueTask.FromResult(new Appended(at, isHeld));
    }

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) =>
        ValueTask.FromResult(
            position.Epoch != _epoch ? PositionWait.OtherEpoch
            : position > Consumed ? PositionWait.BeyondTail
            : PositionWait.Reached);

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => _history.ReadAsync(after, cancellation);
}

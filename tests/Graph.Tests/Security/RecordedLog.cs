using Graph.Invalidation;

namespace Graph.Tests.Security;

/// <summary>An invalidation log that shows what was appended.</summary>
internal sealed class RecordedLog : IInvalidationLog
{
    public List<InvalidationRecord> Records { get; } = [];

    public Position Tail => new(1, Records.Count);

    public Position Consumed => Tail;

    public ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation)
    {
        Records.Add(record);
        return ValueTask.FromResult(Tail);
    }

    public async ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation) =>
        new(new Mark(await AppendAsync(record, cancellation), Records.Count), IsHeld: false);

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => throw new NotSupportedException();
}

using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Events;

/// <summary>A log that shows what was appended, and is away or slow when the test says so.</summary>
internal sealed class FaultyLog : IInvalidationLog
{
    private readonly List<InvalidationRecord> _records = [];

    public IReadOnlyList<InvalidationRecord> Records => _records;

    /// <summary>How many more records it takes before it is away.</summary>
    public int Takes { get; set; } = int.MaxValue;

    /// <summary>Until it completes, no append does.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Position Tail => new(1, _records.Count);

    public Position Consumed => Tail;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation)
    {
        await Gate;
        if (Takes-- <= 0)
        {
            throw new LogUnavailableException("The log of this test is away.");
        }

        _records.Add(record);
        return Tail;
    }

    public async ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation) =>
        new(new Mark(await AppendAsync(record, cancellation), _records.Count), IsHeld: false);

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => throw new NotSupportedException();
}

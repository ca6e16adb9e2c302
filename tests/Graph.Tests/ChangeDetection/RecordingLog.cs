using Graph.Invalidation;

namespace Graph.Tests.ChangeDetection;

/// <summary>The log in memory, with what has been appended, and that can be away.</summary>
internal sealed class RecordingLog(MemoryInvalidationLog log) : IInvalidationLog
{
    private readonly Lock _lock = new();
    private readonly List<InvalidationRecord> _records = [];

    public bool IsAway { get; set; }

    public IReadOnlyList<InvalidationRecord> Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    public Position Tail => log.Tail;

    public Position Consumed => log.Consumed;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(record, fence: null, cancellation)).At.Position;

    public ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        if (IsAway)
        {
            throw new LogUnavailableException("The log is away.");
        }

        lock (_lock)
        {
            _records.Add(record);
        }

        return log.AppendAsync(record, fence, cancellation);
    }

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) =>
        log.WaitForAsync(position, atMost, cancellation);

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => log.ReadAsync(after, cancellation);
}

using Graph.Invalidation;

namespace Graph.Tests.Security;

/// <summary>An invalidation log that shows what was appended.</summary>
internal sealed class RecordedLog : IInvalidationLog
{
    public List<InvalidationRecord> Records { get; } = [];

    public Position Tail => new(1, Records.Count);

    public ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation)
    {
        Records.Add(record);
        return ValueTask.FromResult(Tail);
    }
}

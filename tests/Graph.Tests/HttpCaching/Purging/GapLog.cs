using System.Runtime.CompilerServices;
using Graph.Invalidation;

namespace Graph.Tests.HttpCaching.Purging;

/// <summary>A log whose reader finds a gap.</summary>
internal sealed class GapLog : IInvalidationLog
{
    private readonly TaskCompletionSource _gap = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Position Tail => Position.Lowest;

    public Position Consumed => Position.Lowest;

    public void Gap() => _gap.SetResult();

    public async IAsyncEnumerable<LogEntry> ReadAsync(Position after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await _gap.Task.WaitAsync(cancellation);
        yield return new LogEntry(new Position(1, 9), Record: null, default);
        await new TaskCompletionSource().Task.WaitAsync(cancellation);
    }

    public ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();
}

using Graph.Invalidation;

namespace Graph.Tests.Caching.Writes;

/// <summary>A log whose appends wait until the test lets them be applied, and then acknowledged.</summary>
internal sealed class GatedLog(InvalidationIndex index) : IInvalidationLog
{
    public List<Append> Appends { get; } = [];

    public Position Tail => index.Known;

    public Position Consumed => index.Known;

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(record, fence: null, cancellation)).At.Position;

    public async ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        var append = new Append(index, record, fence);
        Appends.Add(append);
        return await append.Task;
    }

    public ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation) => throw new NotSupportedException();

    public IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation) => throw new NotSupportedException();

    internal sealed class Append(InvalidationIndex index, InvalidationRecord record, Fence? fence)
    {
        private readonly TaskCompletionSource<Appended> _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Appended? _applied;

        public InvalidationRecord Record => record;

        public bool IsApplied => _applied is not null;

        public Task<Appended> Task => _acknowledged.Task;

        /// <summary>The record is in the log and applied here; the appender does not know yet.</summary>
        public void Apply()
        {
            if (_applied is null)
            {
                var at = index.Apply(record, fence, out var isHeld);
                _applied = new Appended(at, isHeld);
            }
        }

        public void Acknowledge()
        {
            Apply();
            _acknowledged.TrySetResult(_applied!.Value);
        }
    }
}

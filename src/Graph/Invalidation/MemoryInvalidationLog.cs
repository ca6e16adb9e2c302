namespace Graph.Invalidation;

/// <summary>The log of a single process: position and count of applied records are one.</summary>
internal sealed class MemoryInvalidationLog(InvalidationIndex index, TimeProvider time) : IInvalidationLog
{
    // A restart forgets the log and empties the caches with it, so it begins a new epoch; the clock makes epochs grow.
    private readonly long _epoch = time.GetUtcNow().ToUnixTimeMilliseconds();

    public Position Tail => new(_epoch, index.Seq);

    public async ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation) =>
        (await AppendAsync(record, fence: null, cancellation)).Position;

    public ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var at = index.Apply(record, fence, out var isHeld);
        InvalidationMetrics.Records.Add(1);
        return ValueTask.FromResult(new Appended(new Position(_epoch, at), at, isHeld));
    }
}

namespace Graph.Invalidation;

/// <summary>The one append-only log of changes. Everything cached is judged by it.</summary>
internal interface IInvalidationLog
{
    /// <summary>The last position that has been applied on this instance.</summary>
    Position Tail { get; }

    /// <summary>Appends a record and applies it here. When the task completes, no read that starts later on this instance gets a value
    /// that the record touches and that was fetched before (promise 1).</summary>
    ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation);

    /// <summary>Appends the record of a write, and judges its fence in the same step as the record is applied: no record comes between.
    /// A log that several instances append to judges once all that precedes the record is applied as well (R16).</summary>
    ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation);
}

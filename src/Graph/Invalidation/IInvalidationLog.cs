namespace Graph.Invalidation;

/// <summary>The one append-only log of changes. Everything cached is judged by it.</summary>
internal interface IInvalidationLog
{
    /// <summary>The last position that this instance knows of: read, or appended by itself. What a client has seen is not newer than that.</summary>
    Position Tail { get; }

    /// <summary>The position up to which every record has been applied here, in order.</summary>
    Position Consumed { get; }

    /// <summary>Whether a write's record would find a place, in the log or in the queue before it. False: don't write now.</summary>
    bool HasRoom => true;

    /// <summary>Appends a record and applies it here. When the task completes, no read that starts later on this instance gets a value
    /// that the record touches and that was fetched before (promise 1).</summary>
    /// <exception cref="LogUnavailableException">The log can't take it now. Nothing was applied; whether it was appended is not known, and
    /// appending it again is harmless.</exception>
    ValueTask<Position> AppendAsync(InvalidationRecord record, CancellationToken cancellation);

    /// <summary>Appends the record of something that has been done already and can't be taken back: where the log can't take it, it is applied
    /// here without a place, and appended later (R5).</summary>
    /// <param name="record">The record.</param>
    /// <param name="fence">Judged once all that precedes the record is applied as well: no other record comes between unseen (R16).</param>
    /// <param name="cancellation">Ends the wait for what precedes it; never the append.</param>
    ValueTask<Appended> AppendAsync(InvalidationRecord record, Fence? fence, CancellationToken cancellation);

    /// <summary>Waits until this instance has applied everything up to a position of its own epoch.</summary>
    ValueTask<PositionWait> WaitForAsync(Position position, TimeSpan atMost, CancellationToken cancellation);

    /// <summary>The records after a position, as they are applied here, without end. Begins with <see cref="LogEntry.IsGap"/> where that
    /// position is no longer known, and tells each gap that comes later.</summary>
    IAsyncEnumerable<LogEntry> ReadAsync(Position after, CancellationToken cancellation);
}

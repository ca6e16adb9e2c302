namespace Graph.Invalidation.Shared;

/// <summary>The stream that the logs of several instances are one through: it orders records, keeps the last of them, and begins a new epoch
/// when it can't vouch for what it has told before (R1).</summary>
/// <exception cref="LogUnavailableException">By every operation: the stream does not answer, or can't be written.</exception>
internal interface ILogStream
{
    /// <summary>Calls back when there may be something new; best effort.</summary>
    ValueTask FollowAsync(Action somethingNew, CancellationToken cancellation);

    /// <summary>Appends a record.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="known">The highest position that this instance knows of: a stream that ends before it has lost records.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Its place; of another epoch than <paramref name="known"/> when the stream has begun anew.</returns>
    ValueTask<Position> AppendAsync(ReadOnlyMemory<byte> record, Position known, CancellationToken cancellation);

    /// <summary>The records after a position; of another epoch, from its beginning.</summary>
    /// <param name="after">What has been read.</param>
    /// <param name="known">The highest position that this instance knows of, of the same epoch: a stream that ends before it has lost records.</param>
    /// <param name="count">The most records.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask<LogPage> ReadAsync(Position after, Position known, int count, CancellationToken cancellation);
}

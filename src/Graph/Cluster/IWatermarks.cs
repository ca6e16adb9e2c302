namespace Graph.Cluster;

/// <summary>How far something has been followed, for whoever goes on with it: the next holder of its lease.</summary>
/// <remarks>A mark that is lost, or lower than it could be, only has something done twice. So nothing here throws because marks can't be
/// kept now: unknown is null, and what can't be written is dropped.</remarks>
internal interface IWatermarks
{
    /// <summary>The mark that was set last; null when none is known.</summary>
    /// <param name="name">What is followed, e.g. <c>detect:Products</c>; from a bounded set.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    ValueTask<DateTimeOffset?> GetAsync(string name, CancellationToken cancellation);

    /// <summary>Sets a mark, to the millisecond at least.</summary>
    /// <param name="name">What is followed.</param>
    /// <param name="mark">Everything up to there is done.</param>
    /// <param name="cancellation">Ends the wait.</param>
    ValueTask SetAsync(string name, DateTimeOffset mark, CancellationToken cancellation);
}

namespace Graph.Execution.Streams;

/// <summary>The results of one subscription for one client, in order. For one reader.</summary>
/// <remarks>Disposing of it may happen at any time, on any thread, and more than once: the subscription ends, and so does a pending read.
/// It never throws for what an upstream does.</remarks>
internal interface IResultStream : IAsyncDisposable
{
    /// <summary>Why there are no more results. Only once a read has said so.</summary>
    StreamEnd End { get; }

    /// <summary>Waits for the next result; null when there will be none. One read at a time.</summary>
    ValueTask<ResultPayload?> ReadAsync();
}

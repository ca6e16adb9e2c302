namespace Graph.Caching.ResponseCache;

/// <summary>One execution whose response others wait for.</summary>
internal sealed class ResponseFlight<T> where T : class
{
    private readonly TaskCompletionSource<T?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>Null when it has nothing for others: they look again.</summary>
    public Task<T?> Completion => _completion.Task;

    public bool HasWaiting => Volatile.Read(ref _waiting) > 0;

    public void Join() => Interlocked.Increment(ref _waiting);

    public void Complete(T? result) => _completion.TrySetResult(result);
}

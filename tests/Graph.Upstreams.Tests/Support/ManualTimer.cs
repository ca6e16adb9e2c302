namespace Graph.Upstreams.Tests.Support;

internal sealed class ManualTimer(Action callback) : ITimer
{
    private volatile bool _disposed;

    public void Fire()
    {
        if (!_disposed)
            callback();
    }

    public bool Change(TimeSpan dueTime, TimeSpan period) => true;

    public void Dispose() => _disposed = true;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}

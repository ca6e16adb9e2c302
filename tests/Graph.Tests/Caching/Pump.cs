namespace Graph.Tests.Caching;

/// <summary>Runs every continuation on the test's own thread, in order, when the test says so: a schedule without luck.</summary>
internal sealed class Pump : SynchronizationContext, IDisposable
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = new();
    private readonly SynchronizationContext? _before = Current;

    public Pump() => SetSynchronizationContext(this);

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_work)
        {
            _work.Enqueue((d, state));
        }
    }

    public void RunUntilIdle()
    {
        while (TryTake() is { } work)
        {
            work.Callback(work.State);
        }
    }

    /// <summary>Runs what can run; the task must have ended then.</summary>
    public T Finish<T>(Task<T> task)
    {
        RunUntilIdle();
        Assert.True(task.IsCompleted, "still waits, though nothing is left to run");
        return task.GetAwaiter().GetResult();
    }

    public void Dispose() => SetSynchronizationContext(_before);

    private (SendOrPostCallback Callback, object? State)? TryTake()
    {
        lock (_work)
        {
            return _work.TryDequeue(out var work) ? work : null;
        }
    }
}

namespace Graph.Invalidation.Shared;

/// <summary>Wakes a loop that otherwise looks at intervals.</summary>
internal sealed class Awakening(TimeProvider time)
{
    private TaskCompletionSource _told = NewSignal();

    public void Tell() => Volatile.Read(ref _told).TrySetResult();

    /// <summary>Waits until it is told, or for a time; what is told from then on wakes the next wait.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Volatile.Read(ref _told).Task, Task.Delay(atMost, time, either.Token));
        await either.CancelAsync();
        Volatile.Write(ref _told, NewSignal());
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

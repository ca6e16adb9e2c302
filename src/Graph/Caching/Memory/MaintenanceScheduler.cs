using BitFaster.Caching;
using BitFaster.Caching.Scheduler;

namespace Graph.Caching.Memory;

/// <summary>Runs the cache's maintenance in the background, in turn with its writes.</summary>
internal sealed class MaintenanceScheduler(Lock writing) : IScheduler
{
    private long _runs;
    private Exception? _lastException;

    public bool IsBackground => true;

    public long RunCount => Volatile.Read(ref _runs);

    public Optional<Exception> LastException =>
        Volatile.Read(ref _lastException) is { } last ? new Optional<Exception>(last) : Optional<Exception>.None();

    public void Run(Action action)
    {
        Interlocked.Increment(ref _runs);
        Task.Run(() => RunInTurn(action)).ContinueWith(
            failed => Volatile.Write(ref _lastException, failed.Exception!.GetBaseException()),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    private void RunInTurn(Action action)
    {
        lock (writing)
        {
            action();
        }
    }
}

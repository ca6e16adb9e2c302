using System.Collections.Concurrent;

namespace Graph.Execution.Running;

/// <summary>Runs that wait for their next operation, with the room that they have taken so far.</summary>
internal sealed class RunPool(LimitOptions limits)
{
    private readonly ConcurrentBag<OperationRun> _runs = [];
    private readonly int _most = Environment.ProcessorCount * 4;

    public OperationRun Take() => _runs.TryTake(out var run) ? run : new OperationRun(limits.Errors);

    /// <summary>A run that somebody may still write to is left to the garbage collector.</summary>
    public void Return(OperationRun run)
    {
        if (!run.IsClean || _runs.Count >= _most)
        {
            return;
        }

        run.End();
        _runs.Add(run);
    }
}

using Graph.Hosting;
using Microsoft.Extensions.Options;

namespace Graph.Execution.WarmUp;

/// <summary>Fills the caches: critical operations before the instance is ready, the others behind its back.</summary>
/// <remarks>Nothing of it can stop the start, or hold it for longer than <see cref="WarmUpOptions.CriticalTimeout"/>.</remarks>
internal sealed class OperationsWarmUp(
    IOptions<WarmUpOptions> options,
    WarmUpRunner runner,
    WarmUpProgress progress,
    IEnumerable<IReadinessCondition> conditions,
    TimeProvider time,
    ILogger<OperationsWarmUp> logger) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WarmUpOptions _options = options.Value;
    private readonly IReadinessCondition[] _others = [.. conditions.Where(condition => condition != progress)];

    /// <summary>Everything else has started by now, the server too: a start that fails has called no upstream.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _started.TrySetResult();
        return Task.CompletedTask;
    }

    /// <summary>Before the instance drains: what has not run by then would warm it for nobody.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => StopAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_options.Ready.Count == 0)
        {
            return;
        }

        try
        {
            await _started.Task.WaitAsync(stoppingToken);
            await OthersHoldAsync(stoppingToken);
            var postponed = await RunCriticalAsync(stoppingToken);
            progress.End();
            await RunOthersAsync([.. postponed, .. _options.Ready.Where(operation => !operation.IsCritical)], stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The instance stops, and that is all there is to say.
        }
    }

    /// <summary>The schema, the embedded upstreams and whatever else a feature waits for: before that an operation would fail for reasons
    /// that pass. Conditions are only ever asked, as by <c>/health/ready</c>; none announces itself.</summary>
    private async Task OthersHoldAsync(CancellationToken stopping)
    {
        while (_others.Any(condition => condition.NotReadyBecause is not null))
        {
            await Task.Delay(Step, time, stopping);
        }
    }

    /// <returns>Those that there was no time for.</returns>
    private async Task<IReadOnlyList<WarmUpOperation>> RunCriticalAsync(CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var waiting = new Queue<WarmUpOperation>(_options.Ready.Where(operation => operation.IsCritical));
        var (all, failed) = (waiting.Count, 0);
        while (waiting.Count > 0 && _options.CriticalTimeout - time.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            failed += await runner.RunAsync(waiting.Dequeue(), left, stopping) == WarmUpResult.Succeeded ? 0 : 1;
            progress.OneHasRun();
        }

        if (waiting.Count > 0)
        {
            Log.WarmUpPostponed(logger, _options.CriticalTimeout, string.Join(", ", waiting.Select(operation => operation.Name)));
        }

        LogFinished("before readiness", all - waiting.Count, failed, started);
        return [.. waiting];
    }

    private async Task RunOthersAsync(IReadOnlyList<WarmUpOperation> operations, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var failed = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Concurrency, CancellationToken = stopping };
        await Parallel.ForEachAsync(operations, parallel, async (operation, cancellation) =>
        {
            if (await runner.RunAsync(operation, TimeSpan.MaxValue, cancellation) != WarmUpResult.Succeeded)
            {
                Interlocked.Increment(ref failed);
            }
        });
        LogFinished("after readiness", operations.Count, failed, started);
    }

    private void LogFinished(string phase, int operations, int failed, long started)
    {
        if (operations > 0)
        {
            Log.WarmUpFinished(logger, phase, operations - failed, operations, time.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}

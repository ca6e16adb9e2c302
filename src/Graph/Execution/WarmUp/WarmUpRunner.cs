using Graph.Execution.Results;

namespace Graph.Execution.WarmUp;

/// <summary>Runs an operation as an anonymous client would send it, so that its values come into the caches.</summary>
internal sealed class WarmUpRunner(IOperationExecutor executor, TimeProvider time, ILogger<WarmUpRunner> logger)
{
    /// <summary>Measures what becomes of it, and logs it unless it succeeds.</summary>
    /// <param name="operation">What to run.</param>
    /// <param name="left">What its phase has left; its own time may be shorter.</param>
    /// <param name="stopping">The instance stops.</param>
    /// <exception cref="OperationCanceledException">The instance stops.</exception>
    public async Task<WarmUpResult> RunAsync(WarmUpOperation operation, TimeSpan left, CancellationToken stopping)
    {
        var started = time.GetTimestamp();
        var (result, problem) = await RunWithinAsync(operation, left, stopping);
        var elapsed = time.GetElapsedTime(started);
        WarmUpMetrics.Record(result, elapsed);
        if (problem is not null)
        {
            Log.WarmUpOperationFailed(logger, operation.Name, elapsed.TotalMilliseconds, problem);
        }

        return result;
    }

    private async Task<(WarmUpResult Result, string? Problem)> RunWithinAsync(WarmUpOperation operation, TimeSpan left, CancellationToken stopping)
    {
        var (limit, setting) = left < operation.Timeout
            ? (left, nameof(WarmUpOptions.CriticalTimeout))
            : (operation.Timeout, $"{nameof(WarmUpOptions.Operations)}:{operation.Name}:{nameof(WarmUpOperationOptions.Timeout)}");
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stopping);
        try
        {
            // Waited for from outside as well: a resolver that hears no cancellation must not hold the start.
            return Judge(await executor.ExecuteAsync(operation.Request, either.Token).WaitAsync(either.Token));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (WarmUpResult.TimedOut, $"no answer in time ({WarmUpOptions.SectionName}:{setting})");
        }
    }

    private static (WarmUpResult Result, string? Problem) Judge(OperationResult result) => result switch
    {
        { Operation.Type: not "query" and var type } => (WarmUpResult.Failed, $"it is a {type}, and only queries warm up"),
        { Errors: [] } => (WarmUpResult.Succeeded, null),
        { Outcome: ResultOutcome.TimedOut } => (WarmUpResult.TimedOut, result.Errors[0].Message),
        _ => (WarmUpResult.Failed, Describe(result.Errors)),
    };

    private static string Describe(IReadOnlyList<GraphError> errors)
    {
        var place = errors[0].Path is { } path ? $" at {string.Join('.', path)}" : "";
        var more = errors.Count == 1 ? "" : $" (and {errors.Count - 1} more)";
        return $"{errors[0].Code}{place}: {errors[0].Message}{more}";
    }
}

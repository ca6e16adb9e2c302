using Graph.Upstreams.Calls;
using Graph.Upstreams.Configuration;
using Polly.Retry;

namespace Graph.Upstreams.Resilience;

/// <summary>Says whether a failed attempt is made again, and when.</summary>
internal sealed class RetryRule(
    string upstream, UpstreamClientOptions options, Circuit circuit, RetryBudget budget, TimeProvider time, Random random, ILogger logger)
{
    private readonly LogThrottle _exhausted = new(time);

    public bool ShouldRetry(RetryPredicateArguments<UpstreamResponse> attempt)
    {
        var call = UpstreamCall.Of(attempt.Context);
        if (!call.Request.MayRepeat || call.IsPoll || call.IsAbandoned || attempt.AttemptNumber >= options.Retry.MaxAttempts
            || !AttemptOutcome.IsTransient(attempt.Outcome))
        {
            return false;
        }

        call.RetryDelay = attempt.Outcome.Result?.RetryAfter
            ?? RetryDelay.Of(attempt.AttemptNumber, options.Retry, random.NextDouble());
        return CanComeInTime(call) && IsInBudget();
    }

    /// <summary>A retry that would come after the deadline, or meet a breaker still open, makes its caller wait for nothing.</summary>
    private bool CanComeInTime(UpstreamCall call) =>
        call.RetryDelay < options.Timeout.Total - time.GetElapsedTime(call.StartedAt) && call.RetryDelay >= circuit.RemainingBreak;

    private bool IsInBudget()
    {
        if (budget.TryTakeRetry())
        {
            return true;
        }

        UpstreamMetrics.Limited(upstream, UpstreamLimit.RetryBudget);
        if (_exhausted.MayLog())
        {
            Log.RetryBudgetExhausted(logger, upstream, options.Retry.BudgetRatio);
        }

        return false;
    }
}

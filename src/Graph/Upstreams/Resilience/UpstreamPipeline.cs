using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Graph.Upstreams.Calls;
using Graph.Upstreams.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Graph.Upstreams.Resilience;

/// <summary>Between a call and its upstream: total time-out → retry → concurrency limit → breaker → attempt time-out.</summary>
/// <remarks>
/// The concurrency limit stands inside the retry, so that a permit belongs to an attempt and a call that waits for its retry holds none;
/// outside of it, calls that merely wait would keep healthy ones out. Time in its queue is part of the total time-out.
/// The breaker stands inside the limit, so that what waits in the queue asks it when its turn comes, and a rejection of the limit is
/// no verdict on the upstream. Neither rejection is retried.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification =
    "The limiter holds nothing but memory, and a scrape that runs while the host goes down may still read its statistics.")]
internal sealed class UpstreamPipeline
{
    private readonly UpstreamClientOptions _options;
    private readonly ILogger _logger;
    private readonly ConcurrencyLimiter _limiter;
    private readonly RetryBudget _budget;
    private readonly ResiliencePipeline<UpstreamResponse> _pipeline;

    public UpstreamPipeline(string upstream, UpstreamClientOptions options, TimeProvider time, Random random, ILogger logger)
    {
        Upstream = upstream;
        _options = options;
        _logger = logger;
        _limiter = new ConcurrencyLimiter(new() { PermitLimit = options.MaxConcurrentCalls, QueueLimit = options.MaxQueuedCalls });
        _budget = new RetryBudget(options.Retry.BudgetRatio, options.Retry.BudgetReserve, time);
        Circuit = new Circuit(options.CircuitBreaker.FailureThreshold, options.CircuitBreaker.BreakDuration, time, LogCircuit);
        _pipeline = Build(new RetryRule(upstream, options, Circuit, _budget, time, random, logger), time);
    }

    public string Upstream { get; }

    public Circuit Circuit { get; }

    /// <summary>Attempts under way.</summary>
    public long Active => _options.MaxConcurrentCalls - (_limiter.GetStatistics()?.CurrentAvailablePermits ?? _options.MaxConcurrentCalls);

    /// <summary>Attempts that wait for others to end.</summary>
    public long Queued => _limiter.GetStatistics()?.CurrentQueuedCount ?? 0;

    public async ValueTask<Outcome<UpstreamResponse>> ExecuteAsync(HttpAttempt attempt, UpstreamCall call)
    {
        _budget.AddCall();
        var context = call.Enter();
        try
        {
            return await _pipeline.ExecuteOutcomeAsync(
                static (context, attempt) => attempt.SendAsync(UpstreamCall.Of(context), context.CancellationToken), context, attempt);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private ResiliencePipeline<UpstreamResponse> Build(RetryRule rule, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder<UpstreamResponse> { Name = "upstream", InstanceName = Upstream, TimeProvider = time };

        // For Polly's meter; what is worth a log line has one of our own.
        builder.ConfigureTelemetry(NullLoggerFactory.Instance);
        builder.AddTimeout(new TimeoutStrategyOptions { Name = "total", Timeout = _options.Timeout.Total });
        if (_options.Retry.MaxAttempts > 0)
        {
            builder.AddRetry(Retry(rule));
        }

        return builder
            .AddRateLimiter(Limit())
            .AddStrategy(_ => new CircuitStrategy(Circuit))
            .AddTimeout(new TimeoutStrategyOptions { Name = "attempt", Timeout = _options.Timeout.Attempt })
            .Build();
    }

    private RetryStrategyOptions<UpstreamResponse> Retry(RetryRule rule) => new()
    {
        MaxRetryAttempts = _options.Retry.MaxAttempts,
        ShouldHandle = attempt => new(rule.ShouldRetry(attempt)),
        DelayGenerator = attempt => new(UpstreamCall.Of(attempt.Context).RetryDelay),
        OnRetry = attempt =>
        {
            var call = UpstreamCall.Of(attempt.Context);
            call.WaitForRetry();
            UpstreamMetrics.Retried(Upstream);
            Log.Retry(_logger, Upstream, call.Request.Path.Route, attempt.AttemptNumber + 1, attempt.RetryDelay);
            return default;
        },
    };

    private RateLimiterStrategyOptions Limit() => new()
    {
        RateLimiter = call => _limiter.AcquireAsync(1, call.Context.CancellationToken),
        OnRejected = _ =>
        {
            UpstreamMetrics.Limited(Upstream, UpstreamLimit.Queue);
            return default;
        },
    };

    private void LogCircuit(CircuitState state)
    {
        switch (state)
        {
            case CircuitState.Open:
                Log.CircuitOpened(_logger, Upstream, _options.CircuitBreaker.BreakDuration);
                break;
            case CircuitState.HalfOpen:
                Log.CircuitHalfOpen(_logger, Upstream);
                break;
            default:
                Log.CircuitClosed(_logger, Upstream);
                break;
        }
    }
}

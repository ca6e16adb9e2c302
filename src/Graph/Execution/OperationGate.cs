using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Graph.Execution;

/// <summary>Bounds how many operations run at once and how many wait; the longest waiting goes first.</summary>
internal sealed class OperationGate(IOptions<LimitOptions> limits) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = limits.Value.ConcurrentExecutions,
        QueueLimit = limits.Value.ExecutionQueue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>A place, to be disposed of; not acquired when the queue is full.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellation) => _limiter.AcquireAsync(permitCount: 1, cancellation);

    /// <summary>A place if one is free; for work that nobody waits for.</summary>
    public RateLimitLease TryEnter() => _limiter.AttemptAcquire();

    public void Dispose() => _limiter.Dispose();
}

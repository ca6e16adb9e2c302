namespace Graph.Subscriptions;

/// <summary>When to try again what has failed: after a time that doubles with each failure in a row.</summary>
internal sealed class BackOff(SubscriptionOptions options, TimeProvider time, Action due) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private int _failures;
    private bool _isDisposed;

    /// <summary>Tries again later.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            if (_isDisposed)
            {
                return;
            }

            var delay = options.RetryDelay * Math.Pow(2, Math.Min(_failures++, 30));
            _timer ??= time.CreateTimer(_ => due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(delay < options.MaxRetryDelay ? delay : options.MaxRetryDelay, Timeout.InfiniteTimeSpan);
        }
    }

    public void Succeeded()
    {
        lock (_gate)
        {
            _failures = 0;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer?.Dispose();
        }
    }
}

namespace Graph.Upstreams.Resilience;

/// <summary>A token bucket: a call puts a share of a token in, a retry takes a whole one out. So that a quiet service may retry too,
/// a small reserve is there from the start, and comes back at one token a second.</summary>
internal sealed class RetryBudget(double ratio, int reserve, TimeProvider time)
{
    // What a long healthy time earns: enough for a short failure of all calls, too little to double an upstream's load for long.
    private const double MostEarned = 100;

    private readonly Lock _gate = new();
    private double _tokens = reserve;
    private long _refilledAt = time.GetTimestamp();

    public void AddCall()
    {
        lock (_gate)
        {
            _tokens = Math.Max(_tokens, Math.Min(_tokens + ratio, Math.Max(MostEarned, reserve)));
        }
    }

    public bool TryTakeRetry()
    {
        lock (_gate)
        {
            RefillUnsafe();
            if (_tokens < 1)
            {
                return false;
            }

            _tokens--;
            return true;
        }
    }

    private void RefillUnsafe()
    {
        var now = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_refilledAt, now).TotalSeconds;
        _refilledAt = now;
        _tokens = Math.Max(_tokens, Math.Min(_tokens + seconds, reserve));
    }
}

namespace Graph.Transport.Realtime;

/// <summary>Lets a burst through, and then a steady rate. For one thread at a time.</summary>
/// <param name="time">The clock.</param>
/// <param name="perSecond">The rate.</param>
/// <param name="burst">What it fills up to.</param>
/// <param name="first">What it begins with; may be more.</param>
internal struct TokenBucket(TimeProvider time, int perSecond, int burst, int first)
{
    private double _tokens = first;
    private long _filled = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        if (_tokens < burst)
        {
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * perSecond));
        }

        _filled = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}

namespace Graph.Upstreams;

/// <summary>Lets a log line through at most once a minute, where its cause may come thousands of times a second.</summary>
internal sealed class LogThrottle(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long? _loggedAt;

    public bool MayLog()
    {
        lock (_gate)
        {
            if (_loggedAt is { } loggedAt && time.GetElapsedTime(loggedAt) < Pause)
            {
                return false;
            }

            _loggedAt = time.GetTimestamp();
            return true;
        }
    }
}

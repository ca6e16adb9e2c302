using Graph.Caching.Flights;

namespace Graph.Caching;

/// <summary>Counts the background refreshes of one source, key by key.</summary>
internal sealed class RefreshStatistics
{
    private long _started;
    private long _succeeded;
    private long _failed;

    /// <summary>Those that have been asked for; what neither has succeeded nor failed is still under way.</summary>
    public long Started => Volatile.Read(ref _started);

    /// <summary>Those that have brought a value, or that there is none any more.</summary>
    public long Succeeded => Volatile.Read(ref _succeeded);

    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Counts one refresh, at once and when it has arrived.</summary>
    public async Task FollowAsync<T>(ValueTask<FlightResult<T>> refresh) where T : class
    {
        Interlocked.Increment(ref _started);
        var arrived = await refresh;
        Interlocked.Increment(ref arrived.Value.IsFailed ? ref _failed : ref _succeeded);
    }
}

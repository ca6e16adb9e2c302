namespace Graph.Caching.Memory;

/// <summary>How often the refresh of a stale value has failed, and when it may be tried again (a <see cref="TimeProvider"/> timestamp).</summary>
internal sealed record RefreshBackOff(int Failures, long RetryAt)
{
    public static RefreshBackOff After(RefreshBackOff? before, long now, EntityCacheOptions options, long frequency)
    {
        var failures = (before?.Failures ?? 0) + 1;
        var wait = options.RefreshBackOff.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 30));
        return new RefreshBackOff(failures, now + (long)(Math.Min(wait, options.MaxRefreshBackOff.TotalSeconds) * frequency));
    }
}

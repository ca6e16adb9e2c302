using Graph.Cluster;
using StackExchange.Redis;

namespace Graph.Caching.Shared;

/// <summary>Bounds every operation, and leaves Redis alone for a while after one has failed or taken too long.</summary>
internal sealed class RedisPause(RedisLink link, TimeProvider time, ILogger<RedisPause> logger)
{
    private const long NotPaused = long.MinValue;

    private long _probeAt = NotPaused;

    /// <summary>Whether nothing is asked of it now.</summary>
    public bool IsPaused => Volatile.Read(ref _probeAt) != NotPaused && !IsProbeDue;

    private bool IsProbeDue => time.GetTimestamp() >= Volatile.Read(ref _probeAt);

    /// <summary>Runs an operation within its time.</summary>
    /// <returns>Null when Redis is left alone, has failed, or was too slow.</returns>
    public async ValueTask<T?> RunAsync<T>(string operation, Func<Task<T>> run) where T : class
    {
        var probeAt = Volatile.Read(ref _probeAt);
        if (probeAt != NotPaused && (!IsProbeDue || !TryProbe(probeAt)))
        {
            return null;
        }

        var started = time.GetTimestamp();
        try
        {
            var result = await run().WaitAsync(link.Options.Timeout, time);
            SharedMetrics.Record(operation, "ok", time.GetElapsedTime(started));
            Resume(probeAt);
            return result;
        }
        catch (Exception failed) when (failed is RedisException or TimeoutException or ObjectDisposedException)
        {
            SharedMetrics.Record(operation, failed is TimeoutException ? "timeout" : "error", time.GetElapsedTime(started));
            Pause(probeAt, operation, failed);
            return null;
        }
    }

    // One operation at a time finds out whether it is back; the others go on without.
    private bool TryProbe(long probeAt) => Interlocked.CompareExchange(ref _probeAt, NextProbe(), probeAt) == probeAt;

    private void Resume(long paused)
    {
        if (paused != NotPaused)
        {
            Volatile.Write(ref _probeAt, NotPaused);
            Log.SharedLevelBack(logger);
        }
    }

    private void Pause(long paused, string operation, Exception failed)
    {
        if (Interlocked.Exchange(ref _probeAt, NextProbe()) == NotPaused && paused == NotPaused)
        {
            Log.SharedLevelPaused(logger, operation, link.Options.Pause, failed is TimeoutException ? "no answer in time" : failed.GetType().Name);
        }
    }

    private long NextProbe() => time.GetTimestamp() + (long)(link.Options.Pause.TotalSeconds * time.TimestampFrequency);
}

using Graph.Cluster;
using StackExchange.Redis;

namespace Graph.Execution.Persisted;

/// <summary>Asks Redis within <c>Redis:Timeout</c>, and leaves it alone for <c>Redis:Pause</c> when it does not answer or refuses.</summary>
internal sealed class BoundedRedis(RedisLink link, TimeProvider time, ILogger logger)
{
    private long _leftAloneUntil = long.MinValue;

    /// <returns>Null when Redis has not answered, or was left alone.</returns>
    public async ValueTask<T?> AskAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellation) where T : struct
    {
        if (time.GetTimestamp() < Volatile.Read(ref _leftAloneUntil))
        {
            return null;
        }

        try
        {
            return await ask(link.Database).WaitAsync(link.Options.Timeout, time, cancellation);
        }
        catch (Exception away) when (RedisLink.IsAway(away) && !cancellation.IsCancellationRequested)
        {
            Volatile.Write(ref _leftAloneUntil, time.GetTimestamp() + (long)(link.Options.Pause.TotalSeconds * time.TimestampFrequency));
            Log.SharedDocumentsAway(logger, link.Options.Pause, away is TimeoutException ? "no answer in time" : away.GetType().Name);
            return null;
        }
    }
}

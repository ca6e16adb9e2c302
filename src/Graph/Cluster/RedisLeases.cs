using StackExchange.Redis;

namespace Graph.Cluster;

/// <summary>Leases in Redis. Where it does not answer, this instance does what is to be done: a lease only saves work.</summary>
internal sealed class RedisLeases(RedisLink link, TimeProvider time) : ILeases
{
    // KEYS: the lease. ARGV: who, for how many milliseconds.
    private const string Take =
        """
        local holder = redis.call('GET', KEYS[1])
        if holder and holder ~= ARGV[1] then return 0 end
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        return 1
        """;

    private readonly RedisValue _self = Guid.NewGuid().ToString("n");

    public async ValueTask<bool> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation)
    {
        try
        {
            var taken = await link.Database
                .ScriptEvaluateAsync(Take, [link.Key("lease:" + name)], [_self, (long)duration.TotalMilliseconds])
                .WaitAsync(link.Options.LogTimeout, time, cancellation);
            return (int)taken == 1;
        }
        catch (Exception away) when (RedisLink.IsAway(away) && !cancellation.IsCancellationRequested)
        {
            return true;
        }
    }
}

using System.Globalization;
using StackExchange.Redis;

namespace Graph.Cluster;

/// <summary>The marks of all instances, in a Redis hash.</summary>
internal sealed class RedisWatermarks(RedisLink link, TimeProvider time) : IWatermarks
{
    private RedisKey Key => link.Key("watermarks");

    public async ValueTask<DateTimeOffset?> GetAsync(string name, CancellationToken cancellation)
    {
        var mark = await TryAsync(() => link.Database.HashGetAsync(Key, name), cancellation);
        return mark is { HasValue: true } && DateTimeOffset.TryParse(mark.ToString(), CultureInfo.InvariantCulture, out var at) ? at : null;
    }

    public async ValueTask SetAsync(string name, DateTimeOffset mark, CancellationToken cancellation) =>
        await TryAsync(async () => (RedisValue)await link.Database.HashSetAsync(Key, name, mark.ToString("O", CultureInfo.InvariantCulture)), cancellation);

    private async ValueTask<RedisValue> TryAsync(Func<Task<RedisValue>> run, CancellationToken cancellation)
    {
        try
        {
            return await run().WaitAsync(link.Options.LogTimeout, time, cancellation);
        }
        catch (Exception away) when (RedisLink.IsAway(away) && !cancellation.IsCancellationRequested)
        {
            return RedisValue.Null;
        }
    }
}

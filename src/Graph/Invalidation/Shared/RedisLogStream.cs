using Graph.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Invalidation.Shared;

/// <summary>The log as a Redis Stream, whose ids are the numbers 1, 2, 3 … of an epoch. The epoch is bound to the server's run_id: after a
/// restart or a failover nobody knows which records are lost, so a new one begins.</summary>
internal sealed class RedisLogStream(RedisLink link, IOptions<InvalidationOptions> invalidation, TimeProvider time) : ILogStream
{
    // KEYS: epoch hash, stream. ARGV 1, 2: the caller's epoch and id.
    private const string CheckEpoch =
        """
        local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
        local known = redis.call('HMGET', KEYS[1], 'epoch', 'run', 'last')
        local epoch, last = tonumber(known[1]), tonumber(known[3])
        local clock = redis.call('TIME')
        local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
        local function text(number) return string.format('%.0f', number) end
        if not epoch or not last or known[2] ~= run or (tonumber(ARGV[1]) == epoch and last < tonumber(ARGV[2])) then
          epoch = math.max(math.max(epoch or 0, tonumber(ARGV[1])) + 1, now)
          last = 0
          redis.call('DEL', KEYS[2])
          redis.call('HSET', KEYS[1], 'epoch', text(epoch), 'run', run, 'last', '0')
        end

        """;

    // ARGV 3: the record; 4: how many are kept; 5: the channel.
    private const string Append = CheckEpoch +
        """
        last = last + 1
        redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], text(last) .. '-0', 'r', ARGV[3], 't', text(now))
        redis.call('HSET', KEYS[1], 'last', text(last))
        redis.call('PUBLISH', ARGV[5], '')
        return {text(epoch), text(last)}
        """;

    // ARGV 3: how many.
    private const string Read = CheckEpoch +
        """
        local after = 0
        if tonumber(ARGV[1]) == epoch then after = tonumber(ARGV[2]) end
        local entries = {}
        if last > after then entries = redis.call('XRANGE', KEYS[2], text(after + 1) .. '-0', '+', 'COUNT', ARGV[3]) end
        return {text(epoch), text(last), text(now), entries}
        """;

    private RedisKey[] Keys => [link.Key("log:epoch"), link.Key("log")];

    private RedisChannel Channel => RedisChannel.Literal(link.Key("log:new").ToString());

    public async ValueTask FollowAsync(Action somethingNew, CancellationToken cancellation) =>
        await AskAsync(async () =>
        {
            await link.Subscriber.SubscribeAsync(Channel, (_, _) => somethingNew());
            return true;
        }, cancellation);

    public async ValueTask<Position> AppendAsync(ReadOnlyMemory<byte> record, Position known, CancellationToken cancellation)
    {
        var answer = await AskAsync(
            () => link.Database.ScriptEvaluateAsync(
                Append, Keys, [known.Epoch, known.Id, record, invalidation.Value.MaxRecords, Channel.ToString()]),
            cancellation);
        return new Position((long)answer[0], (long)answer[1]);
    }

    public async ValueTask<LogPage> ReadAsync(Position after, int count, CancellationToken cancellation)
    {
        var answer = await AskAsync(() => link.Database.ScriptEvaluateAsync(Read, Keys, [after.Epoch, after.Id, count]), cancellation);
        var now = (long)answer[2];
        var entries = (RedisResult[]?)answer[3] ?? [];
        return new LogPage((long)answer[0], (long)answer[1], [.. entries.Select(entry => ItemOf(entry, now))]);
    }

    private static LogItem ItemOf(RedisResult entry, long now)
    {
        var id = ((string)entry[0]!).AsSpan();
        var fields = (RedisResult[])entry[1]!; // r, the record, t, its time
        var at = (long)fields[3];
        return new LogItem(
            long.Parse(id[..id.IndexOf('-')], System.Globalization.CultureInfo.InvariantCulture),
            (byte[])fields[1]!,
            DateTimeOffset.FromUnixTimeMilliseconds(at),
            TimeSpan.FromMilliseconds(Math.Max(0, now - at)));
    }

    private async ValueTask<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask().WaitAsync(link.Options.LogTimeout, time, cancellation);
        }
        catch (Exception away) when (away is RedisException or TimeoutException or ObjectDisposedException)
        {
            throw new LogUnavailableException($"Redis does not take or tell records of the invalidation log now ({ReasonOf(away)}).", away);
        }
    }

    // The library's own messages are pages long.
    private static string ReasonOf(Exception away) => away switch
    {
        RedisServerException refused => refused.Message,
        RedisConnectionException lost => lost.FailureType.ToString(),
        TimeoutException => "no answer in time",
        _ => away.GetType().Name,
    };
}

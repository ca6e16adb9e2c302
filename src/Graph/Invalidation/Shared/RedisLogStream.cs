using System.Globalization;
using Graph.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Invalidation.Shared;

/// <summary>The log as a Redis Stream, whose ids are the numbers 1, 2, 3 … of an epoch. The epoch is bound to the server's run_id: after a
/// restart or a failover nobody knows which records are lost, so a new one begins. So it does when a caller has seen more than this server
/// has told: a later record, or a later epoch of another server (R1).</summary>
internal sealed class RedisLogStream(RedisLink link, IOptions<InvalidationOptions> invalidation, TimeProvider time) : ILogStream
{
    // KEYS: epoch hash, stream. ARGV 1, 2: the caller's epoch, and the last id that it knows of.
    private const string CheckEpoch =
        """
        local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
        local known = redis.call('HMGET', KEYS[1], 'epoch', 'run', 'last')
        local epoch, last = tonumber(known[1]), tonumber(known[3])
        local clock = redis.call('TIME')
        local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
        local function text(number) return string.format('%.0f', number) end
        local function begin()
          epoch = math.max(math.max(epoch or 0, tonumber(ARGV[1])) + 1, now)
          last = 0
          redis.call('DEL', KEYS[2])
          redis.call('HSET', KEYS[1], 'epoch', text(epoch), 'run', run, 'last', '0')
        end
        if not epoch or not last or known[2] ~= run or tonumber(ARGV[1]) > epoch or (tonumber(ARGV[1]) == epoch and last < tonumber(ARGV[2])) then
          begin()
        end

        """;

    // ARGV 3: the record; 4: how many are kept; 5: the channel. What is not of ours may be in the way of the next number.
    private const string Append = CheckEpoch +
        """
        local function add()
          last = last + 1
          return redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', ARGV[4], text(last) .. '-0', 'r', ARGV[3], 't', text(now))
        end
        local added = add()
        if added.err and string.find(added.err, 'equal or smaller') then
          begin()
          added = add()
        end
        if added.err then return added end
        redis.call('HSET', KEYS[1], 'last', text(last))
        redis.call('PUBLISH', ARGV[5], '')
        return {text(epoch), text(last)}
        """;

    // ARGV 3: what has been read; 4: how many.
    private const string Read = CheckEpoch +
        """
        local after = 0
        if tonumber(ARGV[1]) == epoch then after = tonumber(ARGV[3]) end
        local entries = {}
        if last > after then entries = redis.call('XRANGE', KEYS[2], text(after + 1) .. '-0', '+', 'COUNT', ARGV[4]) end
        return {text(epoch), text(last), text(now), entries}
        """;

    private RedisKey[] Keys => [link.Key("log:epoch"), link.Key("log")];

    private RedisChannel Channel => RedisChannel.Literal(link.Key("log:new").ToString());

    public async ValueTask FollowAsync(Action somethingNew, CancellationToken cancellation) =>
        await AskAsync(async () =>
        {
            // An attempt that has timed out may have left its handler.
            await link.Subscriber.UnsubscribeAsync(Channel);
            await link.Subscriber.SubscribeAsync(Channel, (_, _) => somethingNew());
            return true;
        }, cancellation);

    public ValueTask<Position> AppendAsync(ReadOnlyMemory<byte> record, Position known, CancellationToken cancellation) =>
        AskAsync(async () =>
        {
            var answer = await link.Database.ScriptEvaluateAsync(
                Append, Keys, [known.Epoch, known.Id, record, invalidation.Value.MaxRecords, Channel.ToString()]);
            return new Position((long)answer[0], (long)answer[1]);
        }, cancellation);

    public ValueTask<LogPage> ReadAsync(Position after, Position known, int count, CancellationToken cancellation) => AskAsync(
        async () => PageOf(await link.Database.ScriptEvaluateAsync(Read, Keys, [after.Epoch, known.Id, after.Id, count])), cancellation);

    private static LogPage PageOf(RedisResult answer)
    {
        var now = (long)answer[2];
        var entries = (RedisResult[]?)answer[3] ?? [];
        return new LogPage((long)answer[0], (long)answer[1], [.. entries.Select(entry => ItemOf(entry, now))]);
    }

    private static LogItem ItemOf(RedisResult entry, long now)
    {
        var id = ((string)entry[0]!).AsSpan();
        var number = long.Parse(id[..id.IndexOf('-')], CultureInfo.InvariantCulture);
        if ((RedisResult[]?)entry[1] is not [_, var record, _, var time] || !long.TryParse((string?)time, CultureInfo.InvariantCulture, out var at))
        {
            return new LogItem(number, default, DateTimeOffset.FromUnixTimeMilliseconds(now), TimeSpan.Zero); // not of ours, so unreadable
        }

        at = Math.Clamp(at, 0, now);
        return new LogItem(number, (byte[]?)record, DateTimeOffset.FromUnixTimeMilliseconds(at), TimeSpan.FromMilliseconds(now - at));
    }

    private async ValueTask<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask().WaitAsync(link.Options.LogTimeout, time, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The boundary of the client library: whatever it throws, the record is not known to be there.
        catch (Exception away)
#pragma warning restore CA1031
        {
            throw new LogUnavailableException($"Redis does not take or tell records of the invalidation log now ({ReasonOf(away)}).", away);
        }
    }

    // The library's own messages are pages long.
    private static string ReasonOf(Exception away) => away switch
    {
        RedisServerException refused => refused.Message,
        RedisConnectionException lost => lost.FailureType.ToString(),
        RedisCommandException impossible => impossible.Message,
        TimeoutException => "no answer in time",
        _ => away.GetType().Name,
    };
}

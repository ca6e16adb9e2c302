using System.Threading.Channels;
using Graph.Cluster;
using StackExchange.Redis;

namespace Graph.Caching.Shared;

/// <summary>The shared level in Redis: one MGET for a batch of reads, one script for a batch of writes. Whatever fails or takes longer than
/// <c>Redis:Timeout</c> pauses it, and only a probe ends the pause, so that a hung Redis costs its latency once.</summary>
internal sealed class RedisStore : ISharedStore
{
    // KEYS: entries. ARGV: for each its bytes, its lifetime in ms, and the epoch and id before which all is replaced.
    // The bytes begin with magic and flags (4), then epoch, id and version (8 each).
    private const string WriteScript =
        """
        local function head(bytes) return struct.unpack('>i8i8i8', bytes, 5) end
        for i, key in ipairs(KEYS) do
          local bytes, life = ARGV[i * 4 - 3], ARGV[i * 4 - 2]
          local forgotEpoch, forgotId = tonumber(ARGV[i * 4 - 1]), tonumber(ARGV[i * 4])
          local known = redis.call('GETRANGE', key, 0, 27)
          local accepted = true
          if #known == 28 and string.sub(known, 1, 3) == string.sub(bytes, 1, 3) then
            local epoch, id, version = head(bytes)
            local hasEpoch, hasId, hasVersion = head(known)
            local forgotten = hasEpoch < forgotEpoch or (hasEpoch == forgotEpoch and hasId < forgotId)
            if epoch < hasEpoch then accepted = false
            elseif epoch == hasEpoch and not forgotten then
              if version >= 0 and hasVersion >= 0 and version ~= hasVersion then accepted = version > hasVersion
              else accepted = id >= hasId end
            end
          end
          if accepted then redis.call('SET', key, bytes, 'PX', life) end
        end
        """;

    // KEYS: leases. ARGV: for how many ms.
    private const string LeaseScript =
        """
        local taken = {}
        for i, key in ipairs(KEYS) do
          taken[i] = redis.call('SET', key, '1', 'NX', 'PX', ARGV[1]) and 1 or 0
        end
        return taken
        """;

    private readonly RedisLink _link;
    private readonly RedisPause _pause;
    private readonly Channel<IReadOnlyList<SharedWrite>> _writes;

    public RedisStore(RedisLink link, RedisPause pause)
    {
        _link = link;
        _pause = pause;
        _writes = Channel.CreateBounded<IReadOnlyList<SharedWrite>>(
            new BoundedChannelOptions(link.Options.MaxPendingWrites) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true },
            dropped => SharedMetrics.Dropped.Add(dropped.Count));
    }

    public bool IsPaused => _pause.IsPaused;

    /// <summary>Batches that wait to be written.</summary>
    public int PendingWrites => _writes.Reader.Count;

    public async ValueTask<byte[]?[]> ReadAsync(IReadOnlyList<string> keys)
    {
        var values = await _pause.RunAsync("read", () => _link.Database.StringGetAsync(KeysOf(keys)));
        return values is null ? new byte[]?[keys.Count] : Array.ConvertAll(values, value => (byte[]?)value);
    }

    public void Write(IReadOnlyList<SharedWrite> writes)
    {
        if (writes.Count > 0 && !IsPaused)
        {
            _writes.Writer.TryWrite(writes);
        }
    }

    public async ValueTask<bool[]> TryLeaseAsync(IReadOnlyList<string> keys, TimeSpan duration)
    {
        var taken = await _pause.RunAsync("lease", () => _link.Database.ScriptEvaluateAsync(
            LeaseScript, KeysOf(keys, "lease:"), [(long)duration.TotalMilliseconds]));
        return taken is null ? [.. keys.Select(_ => true)] : Array.ConvertAll((RedisResult[])taken!, one => (int)one == 1);
    }

    /// <summary>Writes what comes, until the process ends.</summary>
    public async Task WriteAllAsync(CancellationToken stopping)
    {
        await foreach (var writes in _writes.Reader.ReadAllAsync(stopping))
        {
            await _pause.RunAsync("write", () => _link.Database.ScriptEvaluateAsync(
                WriteScript, KeysOf([.. writes.Select(write => write.Key)]), [.. writes.SelectMany(ArgumentsOf)]));
        }
    }

    private static IEnumerable<RedisValue> ArgumentsOf(SharedWrite write) =>
        [write.Bytes, Math.Max(1, (long)write.Lifetime.TotalMilliseconds), write.ForgottenAt.Epoch, write.ForgottenAt.Id];

    private RedisKey[] KeysOf(IReadOnlyList<string> keys, string kind = "entity:")
    {
        var named = new RedisKey[keys.Count];
        for (var i = 0; i < named.Length; i++)
        {
            named[i] = _link.Key(kind + keys[i]);
        }

        return named;
    }
}

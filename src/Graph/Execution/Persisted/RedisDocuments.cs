using Graph.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Execution.Persisted;

/// <summary>Shared documents in Redis. While it does not answer, a document that is not remembered here counts as unknown.</summary>
internal sealed class RedisDocuments(
    RedisLink link, IOptions<PersistedOptions> options, TimeProvider time, ILogger<RedisDocuments> logger) : ISharedDocuments
{
    // Apart, since a Redis that is full still answers.
    private readonly BoundedRedis _reads = new(link, time, logger);
    private readonly BoundedRedis _writes = new(link, time, logger);
    private readonly WriteAllowance _allowance = new(options.Value, time);

    private RedisKey Trusted => link.Key("operations");

    public ValueTask<string?> FindTrustedAsync(DocumentHash hash, CancellationToken cancellation) => options.Value.FromRedis
        ? FindAsync(hash, Trusted, redis => redis.HashGetAsync(Trusted, hash.Hex), cancellation)
        : new ValueTask<string?>((string?)null);

    public ValueTask<string?> FindAutomaticAsync(DocumentHash hash, CancellationToken cancellation) =>
        FindAsync(hash, Automatic(hash), redis => redis.StringGetAsync(Automatic(hash)), cancellation);

    public async ValueTask KeepAsync(DocumentHash hash, string text, CancellationToken cancellation)
    {
        if (!_allowance.TryTake(text))
        {
            PersistedMetrics.Shared("full");
            return;
        }

        var written = await _writes.AskAsync(
            async redis =>
            {
                // StringSetAsync would send SETEX, which the ACLs of earlier versions do not allow.
                var answer = await redis.ExecuteAsync("SET", Automatic(hash), text, "PX", (long)options.Value.SharedFor.TotalMilliseconds);
                return !answer.IsNull;
            },
            cancellation);
        PersistedMetrics.Shared(written == true ? "written" : "failed");
    }

    private RedisKey Automatic(DocumentHash hash) => link.Key($"apq:{hash.Hex}");

    private async ValueTask<string?> FindAsync(
        DocumentHash hash, RedisKey key, Func<IDatabase, Task<RedisValue>> read, CancellationToken cancellation)
    {
        if (await _reads.AskAsync(read, cancellation) is not { IsNull: false } found)
        {
            return null;
        }

        // Whoever can write to Redis must not be able to say what a client's hash means.
        var text = found.ToString();
        if (DocumentHash.Of(text) == hash)
        {
            return text;
        }

        PersistedMetrics.Shared("forged");
        Log.DocumentForged(logger, key.ToString(), hash.Hex);
        return null;
    }
}

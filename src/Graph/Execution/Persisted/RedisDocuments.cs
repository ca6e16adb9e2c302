using Graph.Cluster;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Execution.Persisted;

/// <summary>Shared documents in Redis. Where it does not answer in <c>Redis:Timeout</c> it is left alone for <c>Redis:Pause</c>, and a document
/// that is not remembered here counts as unknown.</summary>
internal sealed class RedisDocuments(
    RedisLink link, IOptions<PersistedOptions> options, TimeProvider time, ILogger<RedisDocuments> logger) : ISharedDocuments
{
    private readonly WriteAllowance _allowance = new(options.Value, time);
    private long _leftAloneUntil = long.MinValue;

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

        var written = await AskAsync(
            async redis => await redis.StringSetAsync(Automatic(hash), text, options.Value.SharedFor), cancellation);
        PersistedMetrics.Shared(written is null ? "failed" : "written");
    }

    private RedisKey Automatic(DocumentHash hash) => link.Key($"apq:{hash.Hex}");

    private async ValueTask<string?> FindAsync(
        DocumentHash hash, RedisKey key, Func<IDatabase, Task<RedisValue>> read, CancellationToken cancellation)
    {
        if (await AskAsync(read, cancellation) is not { IsNull: false } found)
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

    /// <returns>Null when Redis does not answer, or is left alone.</returns>
    private async ValueTask<RedisValue?> AskAsync(Func<IDatabase, Task<RedisValue>> ask, CancellationToken cancellation)
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

using System.Collections.Concurrent;
using Graph.Configuration;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Graph.Cluster;

/// <summary>The connection to Redis, shared by all that use it. It comes back by itself; while it is away every operation fails at once.</summary>
internal sealed class RedisLink(IOptions<RedisOptions> options, ILoggerFactory loggers, ILogger<RedisLink> logger) : IAsyncDisposable
{
    // Without Sentinel nobody announces which server has become the primary.
    private const int PrimaryCheckSeconds = 5;
    private static readonly TimeSpan FirstConnect = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, bool> _lost = new();
    private IConnectionMultiplexer? _connection;

    public RedisOptions Options => options.Value;

    /// <summary>Operations on Redis; each is bounded by whoever calls it.</summary>
    /// <exception cref="RedisException">There is no connection yet.</exception>
    public IDatabase Database => Connection.GetDatabase();

    public ISubscriber Subscriber => Connection.GetSubscriber();

    private IConnectionMultiplexer Connection => Volatile.Read(ref _connection)
        ?? throw new RedisException("Redis has not been reached yet.");

    /// <summary>Whether an exception of the client library says that Redis does not answer, or does not do what it is asked: its exceptions have
    /// no base of their own.</summary>
    public static bool IsAway(Exception failed) =>
        failed is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or TaskCanceledException;

    /// <summary>A key of this graph, e.g. <c>graph:log</c>.</summary>
    public RedisKey Key(string name) => string.Concat(Options.KeyPrefix, ":", name);

    /// <summary>Connects; where Redis does not answer, goes on trying in the background.</summary>
    /// <exception cref="StartupException">It is a Redis Cluster, or the setting can't be read.</exception>
    public async Task ConnectAsync()
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(Read());
        connection.ConnectionFailed += OnFailed;
        connection.ConnectionRestored += OnRestored;
        if (connection.IsConnected && connection.GetServers().Any(server => server.IsConnected && server.ServerType == ServerType.Cluster))
        {
            await connection.DisposeAsync();
            throw new StartupException(
                [$"{RedisOptions.SectionName}:{nameof(Options.Configuration)} names a Redis Cluster. The log is one stream, which needs a standalone "
                    + "Redis, with replicas and Sentinel if you like."]);
        }

        if (!connection.IsConnected)
        {
            Log.RedisAbsent(logger);
        }

        Volatile.Write(ref _connection, connection);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    // Every attempt to reconnect that fails is told as a failure; one line is enough until it is back.
    private void OnFailed(object? sender, ConnectionFailedEventArgs failed)
    {
        var server = $"{failed.EndPoint}";
        if (failed.ConnectionType == ConnectionType.Interactive && _lost.TryAdd(server, true))
        {
            Log.RedisLost(logger, server, failed.FailureType, failed.Exception?.Message);
        }
    }

    private void OnRestored(object? sender, ConnectionFailedEventArgs restored)
    {
        var server = $"{restored.EndPoint}";
        if (restored.ConnectionType == ConnectionType.Interactive && _lost.TryRemove(server, out _))
        {
            Log.RedisBack(logger, server);
        }
    }

    private ConfigurationOptions Read()
    {
        try
        {
            var parsed = ConfigurationOptions.Parse(Options.Configuration!);
            parsed.AbortOnConnectFail = false;
            parsed.BacklogPolicy = BacklogPolicy.FailFast;
            parsed.ReconnectRetryPolicy = new LinearRetry(500);
            parsed.ConnectTimeout = (int)FirstConnect.TotalMilliseconds;
            parsed.AsyncTimeout = (int)Math.Max(Options.LogTimeout.TotalMilliseconds, Options.Timeout.TotalMilliseconds) + 1_000;
            parsed.ConfigCheckSeconds = Math.Min(parsed.ConfigCheckSeconds, PrimaryCheckSeconds);
            parsed.HeartbeatInterval = TimeSpan.FromMilliseconds(500);
            parsed.ClientName ??= "graph";
            parsed.LoggerFactory = loggers.CreateLogger<RedisLink>().IsEnabled(LogLevel.Trace) ? loggers : null; // chatty
            return parsed;
        }
        catch (ArgumentException malformed)
        {
            throw new StartupException(
                [$"{RedisOptions.SectionName}:{nameof(Options.Configuration)} can't be read: {malformed.GetType().Name}. It is like 'host:6379,password=…'."]);
        }
    }
}

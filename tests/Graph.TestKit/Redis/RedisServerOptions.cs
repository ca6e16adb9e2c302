namespace Graph.TestKit.Redis;

/// <summary>How a Redis server is started for a test.</summary>
public sealed record RedisServerOptions
{
    /// <summary>Whether every write is on disk (AOF, synced at once) before it is answered, so that a restart may keep it.</summary>
    public bool AppendOnly { get; init; }

    /// <summary>More of <c>redis-server</c>'s own settings, as on its command line, e.g. <c>--maxmemory-policy</c>, <c>allkeys-lru</c>.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}

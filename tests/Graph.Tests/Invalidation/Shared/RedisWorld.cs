using Graph.Cluster;
using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Graph.TestKit.Redis;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>A real Redis, and connections to it as instances have them.</summary>
internal sealed class RedisWorld(RedisServer redis) : IAsyncDisposable
{
    private readonly List<RedisLink> _links = [];

    public RedisServer Redis => redis;

    public static async Task<RedisWorld> StartAsync(RedisServerOptions? options = null) => new(await RedisServer.StartAsync(options));

    public async Task<RedisLink> LinkAsync(string prefix = "graph", string? configuration = null, TimeSpan? logTimeout = null)
    {
        var link = new RedisLink(
            Options.Create(new RedisOptions
            {
                Configuration = configuration ?? redis.Configuration,
                KeyPrefix = prefix,
                LogTimeout = logTimeout ?? TimeSpan.FromSeconds(30), // where no test is about it, however busy the machine is
            }),
            NullLoggerFactory.Instance,
            NullLogger<RedisLink>.Instance);
        _links.Add(link);
        await link.ConnectAsync();
        return link;
    }

    public async Task<RedisLogStream> StreamAsync(
        string prefix = "graph", string? configuration = null, int maxRecords = 100_000, TimeProvider? time = null, TimeSpan? logTimeout = null) =>
        new(
            await LinkAsync(prefix, configuration, logTimeout),
            Options.Create(new InvalidationOptions { MaxRecords = maxRecords }),
            time ?? TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
        {
            await link.DisposeAsync();
        }

        await redis.DisposeAsync();
    }
}

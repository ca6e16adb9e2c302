using System.Net;
using System.Net.Sockets;
using Graph.Cluster;
using Graph.Configuration;
using Graph.TestKit;
using Graph.TestKit.Redis;
using Graph.TestKit.Server;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Cluster;

public sealed class RedisLinkTests
{
    [Fact]
    public async Task ConnectAsync_RedisCluster_IsRefusedWithWhatToDo()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Arguments = ["--cluster-enabled", "yes"] });
        await using var link = LinkTo(redis.Configuration);

        var refused = await Assert.ThrowsAsync<StartupException>(link.ConnectAsync);

        Assert.Contains("Redis:Configuration names a Redis Cluster", Assert.Single(refused.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:1,nonsense=1")]
    [InlineData("127.0.0.1:1,password=secret,ssl=perhaps")]
    public async Task ConnectAsync_SettingThatCannotBeRead_SaysSoWithoutRepeatingIt(string configuration)
    {
        await using var link = LinkTo(configuration);

        var refused = await Assert.ThrowsAsync<StartupException>(link.ConnectAsync);

        Assert.StartsWith("Redis:Configuration can't be read", Assert.Single(refused.Problems), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",serviceName=mymaster")] // a Sentinel that is away
    public async Task ConnectAsync_NobodyThere_GoesOnTryingAndSaysSo(string more)
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        using var logs = new CapturedLogs();
        await using var link = LinkTo(redis.Configuration + more, logs);

        await link.ConnectAsync();

        Assert.Contains(logs.Lines, line => line.Message.StartsWith("Redis can't be reached", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => link.Database.PingAsync());
    }

    [Fact]
    public async Task ConnectAsync_RedisComesLater_IsConnectedThen()
    {
        await using var redis = await RedisServer.StartAsync();
        await redis.KillAsync();
        await using var link = LinkTo(redis.Configuration);
        await link.ConnectAsync();

        await redis.RestartAsync();

        await Patience.UntilAsync(() => AnswersAsync(link), () => "it does not come back");
    }

    // It tries again twice a second, for as long as it takes.
    [Fact]
    public async Task Redis_AwayForAWhile_IsReportedOnceAndWhenItIsBack()
    {
        await using var redis = await RedisServer.StartAsync();
        using var logs = new CapturedLogs();
        await using var link = LinkTo(redis.Configuration, logs);
        await link.ConnectAsync();

        await redis.KillAsync();
        await RefuseAsync(redis.Port, times: 4);
        await redis.RestartAsync();
        await Patience.UntilAsync(
            () => Task.FromResult(logs.Lines.Any(line => line.Message.EndsWith("restored", StringComparison.Ordinal))), () => "it does not say that it is back");

        Assert.Single(logs.Lines, line => line.Message.Contains(" lost (", StringComparison.Ordinal));
        Assert.Single(logs.Lines, line => line.Message.EndsWith("restored", StringComparison.Ordinal));
    }

    // Who connects is sent away.
    private static async Task RefuseAsync(int port, int times)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        for (var i = 0; i < times; i++)
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(RedisLink link)
    {
        try
        {
            await link.Database.PingAsync();
            return true;
        }
        catch (StackExchange.Redis.RedisException)
        {
            return false;
        }
    }

    private static RedisLink LinkTo(string configuration, CapturedLogs? logs = null)
    {
        var loggers = LoggerFactory.Create(logging => logging.AddProvider(logs ?? new CapturedLogs()));
        return new RedisLink(Options.Create(new RedisOptions { Configuration = configuration }), loggers, loggers.CreateLogger<RedisLink>());
    }
}

using Graph.Cluster;
using Graph.TestKit;
using Graph.Tests.Invalidation.Shared;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Graph.Tests.Cluster;

public sealed class RedisStartupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // An address that is a replica's, or will be a primary's in a moment.
    [Theory]
    [InlineData("replica")]
    [InlineData("full")]
    [InlineData("dead")]
    public async Task StartingAsync_RedisTakesNothing_IsNotReadyUntilItDoes(string redis)
    {
        await using var world = await RedisWorld.StartAsync();
        await (redis switch
        {
            "replica" => world.Redis.SetReadOnlyAsync(true),
            "full" => world.Redis.SetMaxMemoryAsync(1),
            _ => world.Redis.KillAsync(),
        });
        await using var link = new RedisLink(
            Options.Create(new RedisOptions { Configuration = world.Redis.Configuration }),
            NullLoggerFactory.Instance,
            NullLogger<RedisLink>.Instance);
        using var startup = new RedisStartup(link, new SharedSecrets(), TimeProvider.System);

        await startup.StartingAsync(Cancellation);

        Assert.NotNull(startup.NotReadyBecause);
        await (redis switch
        {
            "replica" => world.Redis.SetReadOnlyAsync(false),
            "full" => world.Redis.SetMaxMemoryAsync(0),
            _ => world.Redis.RestartAsync(),
        });
        await Patience.UntilAsync(() => Task.FromResult(startup.NotReadyBecause is null), () => "it does not try again");
        await startup.StoppedAsync(Cancellation);
    }
}

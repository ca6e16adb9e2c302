using Graph.Cluster;
using Graph.TestKit;
using Graph.Tests.Invalidation.Shared;

namespace Graph.Tests.Cluster;

/// <summary>One instance does what only one has to; where nobody can be asked each does it.</summary>
public sealed class RedisLeasesTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TryTakeAsync_TwoInstances_OneHasItAndKeepsIt()
    {
        await using var world = await RedisWorld.StartAsync();
        var (one, other) = (await LeasesAsync(world), await LeasesAsync(world));

        Assert.True(await one.TryTakeAsync("job", Long, Cancellation));
        Assert.False(await other.TryTakeAsync("job", Long, Cancellation));
        Assert.True(await one.TryTakeAsync("job", Long, Cancellation));
        Assert.True(await other.TryTakeAsync("another job", Long, Cancellation));
        Assert.InRange((long)(await world.Redis.CommandAsync("PTTL", "graph:lease:job"))!, 1, (long)Long.TotalMilliseconds);
    }

    [Fact]
    public async Task TryTakeAsync_HolderIsGone_AnotherTakesIt()
    {
        await using var world = await RedisWorld.StartAsync();
        var (one, other) = (await LeasesAsync(world), await LeasesAsync(world));
        await one.TryTakeAsync("job", TimeSpan.FromMilliseconds(50), Cancellation);

        await Patience.UntilAsync(() => other.TryTakeAsync("job", Long, Cancellation).AsTask(), () => "the lease does not expire");

        Assert.False(await one.TryTakeAsync("job", Long, Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // out of memory: it answers, and takes nothing
    public async Task TryTakeAsync_RedisCannotBeAsked_EachDoesIt(bool isKilled)
    {
        await using var world = await RedisWorld.StartAsync();
        var (one, other) = (await LeasesAsync(world), await LeasesAsync(world));
        await one.TryTakeAsync("job", Long, Cancellation);

        await (isKilled ? world.Redis.KillAsync() : world.Redis.SetMaxMemoryAsync(1));

        Assert.True(await one.TryTakeAsync("other job", Long, Cancellation));
        Assert.True(await other.TryTakeAsync("other job", Long, Cancellation));
    }

    private static async Task<RedisLeases> LeasesAsync(RedisWorld world) => new(await world.LinkAsync(), TimeProvider.System);
}

using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>One instance looks, and tells how far behind it is.</summary>
public sealed class FeedLeaseTests
{
    [Fact]
    public async Task Look_AnotherInstanceHasTheLease_AsksNothing()
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { Before = world => world.Leases.Left = 0 });
        using var metrics = new MetricReader(world.Name);
        var pause = await world.RestsAsync();
        await world.LooksAgainAsync(pause);

        Assert.Empty(world.Stub.Requests);
        Assert.Empty(world.Log.Records);
        Assert.Equal([$"detect:{world.Name}", $"detect:{world.Name}"], world.Leases.Asked.Select(asked => asked.Name));
        Assert.All(world.Leases.Asked, asked => Assert.True(asked.Duration > 2 * pause));
        Assert.DoesNotContain(metrics.Observe().Series, series => series.StartsWith("graph.detection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Look_LeaseComesFree_IsTaken()
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { Before = world => world.Leases.Left = 0 });
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 2, world.Start);
        world.Leases.Left = 1;

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@2 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_LeaseIsLostBetweenPages_IsLeftToTheOther()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.PageSize = 1;
        world.Feed.Put("a", 2, world.Start);
        world.Feed.Put("b", 2, world.Start + TimeSpan.FromMilliseconds(1));
        world.Leases.Left = 1;

        Assert.Equal(TimeSpan.FromSeconds(1), await world.LooksAgainAsync(pause));

        Assert.Equal(["thing:a@2 things:*"], world.Told);
    }

    [Fact]
    public async Task Lag_WhileLooksFail_Grows()
    {
        await using var world = await DetectionWorld.StartAsync();
        using var metrics = new MetricReader(world.Name);
        var pause = await world.RestsAsync();
        Assert.Equal(0, metrics.Observe()["graph.detection.lag{}"]);
        world.Stub.Then(StubUpstream.Status(500));

        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(1, metrics.Observe()["graph.detection.lag{}"]);
        await world.LooksAgainAsync(pause);

        Assert.Equal(0, metrics.Observe()["graph.detection.lag{}"]);
    }
}

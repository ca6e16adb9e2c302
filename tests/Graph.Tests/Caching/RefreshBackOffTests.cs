using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Fault 8: a refresh that fails is tried again with growing waits, and the value stays served meanwhile.</summary>
public sealed class RefreshBackOffTests
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    private static readonly FreshnessPolicy LongStale = CacheWorld.Policy with { StaleFor = TimeSpan.FromHours(1) };

    [Fact]
    public void Read_AfterFailedRefreshes_TriesAgainAfterDoubledWaitsUpToTheLongest()
    {
        using var pump = new Pump();
        using var world = StaleWorld();
        Refresh(world, pump, call => call.Fail(Down));
        foreach (var wait in new[] { 1, 2, 4, 5, 5 })
        {
            world.Time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            AssertServedWithoutCall(world);

            world.Time.Advance(TimeSpan.FromTicks(1));
            Refresh(world, pump, call => call.Fail(Down));
        }
    }

    [Fact]
    public void Read_AfterARefreshThatSucceeds_WaitsTheShortestTimeAgain()
    {
        using var pump = new Pump();
        using var world = StaleWorld();
        Refresh(world, pump, call => call.Fail(Down));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Refresh(world, pump, call => call.Return());
        world.Time.Advance(TimeSpan.FromSeconds(60));
        Refresh(world, pump, call => call.Fail(Down));

        world.Time.Advance(TimeSpan.FromSeconds(1));

        Refresh(world, pump, call => call.Return());
    }

    [Fact]
    public void Read_AfterARefreshRefusedAsOlder_BacksOffToo()
    {
        using var pump = new Pump();
        using var world = StaleWorld();
        world.Versions["a1"] = 1; // a replica that lags behind the version 2 that has been read
        Refresh(world, pump, call => call.Return());
        for (var wait = 0; wait < 2; wait++)
        {
            world.Time.Advance(TimeSpan.FromMilliseconds(200));
            pump.RunUntilIdle();
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
        }

        Assert.Equal(0, world.UnderWay);
        AssertServedWithoutCall(world);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Refresh(world, pump, call => call.Return());
    }

    /// <summary>Version 2 of <c>a1</c>, stale since now, for an hour.</summary>
    private static CacheWorld StaleWorld()
    {
        var world = new CacheWorld(options => options.MaxRefreshBackOff = TimeSpan.FromSeconds(5));
        world.ThingDefinition.Policy = LongStale;
        world.Versions["a1"] = 2;
        world.Warm("a1");
        world.Time.Advance(TimeSpan.FromSeconds(60));
        return world;
    }

    private static void Refresh(CacheWorld world, Pump pump, Action<GatedCall<string, Thing>> answer)
    {
        var calls = world.ThingCalls.Count;
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Equal(calls + 1, world.ThingCalls.Count);
        answer(world.ThingCalls[^1]);
        pump.RunUntilIdle();
    }

    private static void AssertServedWithoutCall(CacheWorld world)
    {
        var calls = world.ThingCalls.Count;
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Equal(calls, world.ThingCalls.Count);
    }
}

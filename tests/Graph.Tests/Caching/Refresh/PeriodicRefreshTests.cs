using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Tests.Caching.Freshness;

namespace Graph.Tests.Caching.Refresh;

/// <summary>PERIODIC: by a timer, whether read or not, once per cluster. (Its boundaries: <see cref="Fault08PolicyBoundaryTests"/>.)</summary>
public sealed class PeriodicRefreshTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    [Fact]
    public void Tick_OfWhatIsHeld_RefetchesAllOfItInBatchesAtTheRate()
    {
        using var world = new StrategyWorld(Policies.Periodic, new RefreshOptions { MaxKeysPerSecond = 40 });
        world.StartTimers();
        world.Warm(Enumerable.Range(0, 100).Select(i => $"a{i}"));

        world.Pass(Period);
        for (var second = 0; second < 5; second++)
        {
            world.Answer();
            world.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([40, 40, 20], world.Cache.ThingCalls.Skip(1).Select(call => call.Keys.Count));
        Assert.Equal(100, world.Cache.ThingCalls.Skip(1).SelectMany(call => call.Keys).Distinct().Count());
    }

    [Fact]
    public void Tick_WithNothingHeld_LeavesTheLeaseToOthers()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        var leases = new FakeLeases(world.Cache.Time);
        world.StartTimers(leases.Of("one"));

        world.Pass(3 * Period);

        Assert.Empty(leases.Attempts);
    }

    [Fact]
    public void Tick_ReadStaleJustBeforeItsTurn_IsRefetchedOnce()
    {
        using var world = new StrategyWorld(Policies.Periodic, new RefreshOptions { MaxKeysPerSecond = 1 });
        world.StartTimers();
        world.Warm("a1", "a2");
        world.Pass(Period); // the first of both is on its way
        Assert.Equal(2, world.Calls);

        Assert.True(world.IsServedAtOnce("a1") && world.IsServedAtOnce("a2")); // stale: the other one's reader asks
        world.Answer();
        world.PassBySeconds(5);

        Assert.Equal(["a1", "a2"], world.Cache.ThingCalls.Skip(1).SelectMany(call => call.Keys).Order());
    }

    [Fact]
    public void Ticks_OfTwoInstances_RefetchOncePerPeriodAndByOneOfThem()
    {
        using var one = new StrategyWorld(Policies.Periodic);
        using var two = new StrategyWorld(Policies.Periodic);
        var leases = new FakeLeases(one.Cache.Time);
        one.StartTimers(leases.Of("one"));
        one.Warm("a1");
        two.Warm("a1");
        one.Pass(TimeSpan.FromSeconds(20));
        two.Pass(TimeSpan.FromSeconds(20));
        two.StartTimers(leases.Of("two")); // its ticks come 20 s after those of the first

        for (var second = 0; second < 300; second++)
        {
            one.Pass(TimeSpan.FromSeconds(1));
            two.Pass(TimeSpan.FromSeconds(1));
            one.Answer();
        }

        Assert.Equal((1 + 5, 1), (one.Calls, two.Calls));
        Assert.All(leases.Attempts, attempt => Assert.Equal(("periodic:Thing", attempt.Instance == "one"), (attempt.Name, attempt.Taken)));
        Assert.Equal(TimeSpan.FromSeconds(54), leases.Attempts[0].Duration);
    }

    [Fact]
    public void Ticks_AfterTheHolderHasGone_AreTakenOver()
    {
        using var world = new StrategyWorld(Policies.Periodic with { StaleFor = TimeSpan.FromHours(1) });
        var leases = new FakeLeases(world.Cache.Time);
        world.StartTimers(leases.Of("two"));
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(30));
        Assert.True(leases.TryTake("gone", "periodic:Thing", Period * 0.9)); // half a period before each tick here

        world.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(1, world.Calls);
        world.Pass(Period);

        Assert.Equal(2, world.Calls);
    }

    [Fact]
    public void Tick_WithoutTheLease_LeavesTheValueToItsNextReader()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        var leases = new FakeLeases(world.Cache.Time);
        world.StartTimers(leases.Of("two"));
        world.Warm("a1");
        Assert.True(leases.TryTake("one", "periodic:Thing", TimeSpan.FromHours(1)));

        world.Pass(Period);
        Assert.Equal(1, world.Calls);

        Assert.True(world.IsServedAtOnce());
        Assert.Equal(2, world.Calls);
    }

    [Fact]
    public void Retime_ToAnotherPeriod_BeginsItAnew()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        using var periodic = world.Cache.StartPeriodic();
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(10));

        world.Cache.ThingDefinition.Policy = Policies.Periodic with { RefreshEvery = TimeSpan.FromSeconds(20) };
        periodic.Retime();
        world.Pass(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        Assert.Equal(1, world.Calls);
        world.Pass(TimeSpan.FromTicks(1));

        Assert.Equal(2, world.Calls);
    }

    [Fact]
    public void Tick_OfAPrivateType_IsNeverMade()
    {
        using var world = new StrategyWorld(Policies.Periodic with { Scope = CacheScope.Private });
        world.StartTimers();
        world.Warm("a1");

        world.Pass(Period);

        Assert.Equal(1, world.Calls);
    }

    [Fact]
    public void Tick_OfAServerThatStops_IsNotMade()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        world.StartTimers();
        world.Warm("a1");

        world.Cache.Stop();
        world.Pass(Period);

        Assert.Equal(1, world.Calls);
    }
}

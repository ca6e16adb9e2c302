using Graph.Caching.Freshness;

namespace Graph.Tests.Caching.Freshness;

/// <summary>Fault 8: the clock one tick before, at and after each moment of each strategy; one refresh per stale period; one that fails is tried
/// again with growing waits. (STALE_WHILE_REVALIDATE and what all have in common: <see cref="FreshnessBoundaryTests"/>.)</summary>
public sealed class Fault08PolicyBoundaryTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    // ---- TIME_BASED ----

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void TimeBased_AroundTheTtl_WaitsForTheUpstreamFromThenOn(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.TimeBased);
        world.Warm("a1");

        world.Pass(Seconds(60) + (ticks * Tick));

        AssertRead(world, served, refreshes: 0);
    }

    [Theory]
    [InlineData(60, -1, true, 0)]
    [InlineData(60, 0, true, 1)]
    [InlineData(80, -1, true, 1)]
    [InlineData(80, 0, false, 0)]
    public void TimeBased_WithATolerance_IsServedAndRefreshedWithinIt(int seconds, int ticks, bool served, int refreshes)
    {
        using var world = new StrategyWorld(Policies.TimeBased with { StaleFor = Seconds(20) });
        world.Warm("a1");

        world.Pass(Seconds(seconds) + (ticks * Tick));

        AssertRead(world, served, refreshes);
    }

    // ---- EVENT_BASED ----

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void EventBased_OfASourceThatHasNeverTold_IsFreshForTheTtl(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Warm("a1");

        world.Pass(Seconds(5) + (ticks * Tick));

        AssertRead(world, served, refreshes: 0);
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(3600, -1, true)]
    [InlineData(3600, 0, false)]
    [InlineData(3600, 1, false)]
    public void EventBased_WhileItsSourceTells_IsFreshForTheMaxTtl(int seconds, int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Warm("a1");

        PassBeating(world, Seconds(seconds) + (ticks * Tick));

        AssertRead(world, served, refreshes: 0);
    }

    [Fact]
    public void EventBased_FetchedBeforeTheFirstSignOfLife_IsFreshForTheTtlOnly()
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Warm("a1");
        world.Pass(Tick);
        world.Beat(); // a change between the fetch and this may never have been told

        world.Pass(Seconds(5) - Tick);

        AssertRead(world, served: false, refreshes: 0);
    }

    [Fact]
    public void EventBased_WhoseFetchBeganBeforeTheFirstSignOfLife_IsFreshForTheTtlOnly()
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Cache.Versions["a1"] = 1;
        _ = world.Cache.ReadAsync("a1");
        world.Pass(Tick);
        world.Beat();
        world.Answer();

        world.Pass(Seconds(5) - (2 * Tick));
        Assert.True(world.IsServedAtOnce());
        world.Pass(Tick);

        AssertRead(world, served: false, refreshes: 0);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void EventBased_WhenItsSourceFallsSilent_IsPastItsTtlAtOnce(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Warm("a1");

        world.Pass(Seconds(60) + (ticks * Tick)); // Invalidation:SourceSilence

        AssertRead(world, served, refreshes: 0);
    }

    [Fact]
    public void EventBased_AfterASilence_CountsFromTheFirstSignAfterIt()
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Warm("a1");
        world.Pass(Seconds(60) + Tick);
        world.Beat();

        Assert.False(world.IsServedAtOnce()); // what happened in the silence is unknown
        world.Answer();
        world.Pass(Seconds(30));

        AssertRead(world, served: true, refreshes: 0);
    }

    [Fact]
    public void EventBased_InvalidatedWhileItsSourceTells_IsGone()
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Warm("a1");

        world.Cache.Invalidate(key: "thing:a1");

        AssertRead(world, served: false, refreshes: 0);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void EventBased_Absence_IsRememberedForTheNegativeTtlWhateverIsTold(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Cache.Warm("a1");

        world.Pass(Seconds(5) + (ticks * Tick));

        AssertRead(world, served, refreshes: 0);
    }

    // ---- BACKGROUND_REFRESH ----

    [Fact]
    public void Ahead_ReadOnce_IsRefreshedOnceWithinTheLastFifthOfTheTtl()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");

        world.Pass(Seconds(48) - Tick);
        Assert.Equal(1, world.Calls);
        world.Pass(Seconds(10) + Tick);

        Assert.Equal(2, world.Calls);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Ahead_AroundTheTtlWhileItsRefreshIsUnderWay_WaitsForItFromThenOn(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");

        world.Pass(Seconds(60) + (ticks * Tick));
        Assert.Equal(ticks < 0 ? 2 : 1, world.Calls); // a leap past the expiry leaves nothing to refresh
        Assert.Equal(served, world.IsServedAtOnce());

        Assert.Equal(2, world.Calls);
    }

    [Fact]
    public void Ahead_ReadByManyInEachPeriod_IsRefreshedOncePerPeriod()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");
        for (var period = 1; period <= 3; period++)
        {
            world.PassBySeconds(59);

            Assert.Equal(1 + period, world.Calls);
            world.Answer();
            Assert.All(Enumerable.Range(0, 10), _ => Assert.True(world.IsServedAtOnce()));
            Assert.Equal(1 + period, world.Calls);
        }
    }

    [Fact]
    public void Ahead_RefreshFails_IsTriedAgainAfterDoubledWaitsUntilItExpires()
    {
        using var world = RefreshedAhead(before: Seconds(580));
        foreach (var wait in new[] { 1, 2, 4, 8 })
        {
            var calls = world.Calls;
            world.Fail();
            world.Pass(Seconds(wait) - Tick);
            Assert.Equal(calls, world.Calls);
            Assert.True(world.IsServedAtOnce());
            world.Pass(Tick);
            Assert.Equal(calls + 1, world.Calls);
        }

        world.Fail();
        world.PassBySeconds(600);
        var last = world.Calls;
        world.PassBySeconds(300);
        Assert.Equal(last, world.Calls);
    }

    /// <summary>A world whose value, of a ttl of 600 s, is on its first refresh, which has come early enough: the point is a random one.</summary>
    private static StrategyWorld RefreshedAhead(TimeSpan before)
    {
        while (true)
        {
            var world = new StrategyWorld(Policies.Ahead with { Ttl = Seconds(600) });
            world.Warm("a1");
            var passed = Seconds(480);
            for (world.PassBySeconds(480); world.Calls == 1; passed += TimeSpan.FromMilliseconds(10))
            {
                world.Pass(TimeSpan.FromMilliseconds(10));
            }

            if (passed < before)
            {
                return world;
            }

            world.Dispose();
        }
    }

    // ---- PERIODIC ----

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    public void Periodic_AroundItsTick_IsRefetchedThoughNobodyReads(int ticks, int calls)
    {
        using var world = new StrategyWorld(Policies.Periodic);
        world.StartTimers();
        world.Warm("a1");

        world.Pass(Seconds(60) + (ticks * Tick));

        Assert.Equal(calls, world.Calls);
    }

    [Theory]
    [InlineData(60, -1, true, 0)]
    [InlineData(60, 0, true, 1)]
    [InlineData(120, -1, true, 1)]
    [InlineData(120, 0, false, 0)]
    [InlineData(120, 1, false, 0)]
    public void Periodic_WhoseTickDoesNotCome_KeepsNoReaderWaitingForAnotherPeriod(int seconds, int ticks, bool served, int refreshes)
    {
        using var world = new StrategyWorld(Policies.Periodic);
        world.Warm("a1");

        world.Pass(Seconds(seconds) + (ticks * Tick));

        AssertRead(world, served, refreshes);
    }

    [Fact]
    public void Periodic_ReadByManyAroundItsTicks_IsRefetchedOncePerPeriod()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        world.StartTimers();
        world.Warm("a1");
        for (var period = 1; period <= 3; period++)
        {
            world.PassBySeconds(60);

            Assert.Equal(1 + period, world.Calls);
            Assert.All(Enumerable.Range(0, 10), _ => Assert.True(world.IsServedAtOnce()));
            world.Answer();
            Assert.All(Enumerable.Range(0, 10), _ => Assert.True(world.IsServedAtOnce()));
            Assert.Equal(1 + period, world.Calls);
        }
    }

    [Fact]
    public void Periodic_RefetchFails_IsTriedAgainAfterDoubledWaits()
    {
        using var world = new StrategyWorld(Policies.Periodic with { RefreshEvery = Seconds(600), Ttl = Seconds(600), StaleFor = Seconds(600) });
        world.StartTimers();
        world.Warm("a1");
        world.Pass(Seconds(600));
        foreach (var wait in new[] { 1, 2, 4, 8 })
        {
            var calls = world.Calls;
            world.Fail();
            world.Pass(Seconds(wait) - Tick);
            Assert.True(world.IsServedAtOnce());
            Assert.Equal(calls, world.Calls);
            world.Pass(Tick);
            Assert.Equal(calls + 1, world.Calls);
        }
    }

    [Fact]
    public void Periodic_Invalidated_IsGoneAtOnceAndNotRefetched()
    {
        using var world = new StrategyWorld(Policies.Periodic);
        world.StartTimers();
        world.Warm("a1");

        world.Cache.Invalidate(glob: "thing:*");
        world.Pass(Seconds(60));

        Assert.Equal(1, world.Calls);
        AssertRead(world, served: false, refreshes: 0);
    }

    // ---- What holds for all ----

    [Theory]
    [InlineData("TimeBased")]
    [InlineData("Ahead")]
    [InlineData("Periodic")]
    public void StaleIfError_OfEachStrategy_EndsWhenItSays(string strategy)
    {
        foreach (var (ticks, served) in new[] { (-1, true), (0, false), (1, false) })
        {
            var policy = PolicyOf(strategy);
            using var world = new StrategyWorld(policy);
            world.Warm("a1");
            world.Pass(policy.Ttl + policy.StaleFor + policy.StaleIfError + (ticks * Tick));

            Assert.Equal(served, world.ReadWhileDown().IsFound);
            Assert.Equal(!served, world.Cache.Request.Stale.IsEmpty);
        }
    }

    private static FreshnessPolicy PolicyOf(string strategy) => strategy switch
    {
        "TimeBased" => Policies.TimeBased,
        "Ahead" => Policies.Ahead,
        _ => Policies.Periodic,
    };

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Lets time pass while the source gives a sign of life every 30 s.</summary>
    private static void PassBeating(StrategyWorld world, TimeSpan time)
    {
        for (; time > Seconds(30); time -= Seconds(30))
        {
            world.Pass(Seconds(30));
            world.Beat();
        }

        world.Pass(time);
    }

    private static void AssertRead(StrategyWorld world, bool served, int refreshes)
    {
        var calls = world.Calls;
        Assert.Equal(served, world.IsServedAtOnce());
        Assert.Equal(calls + (served ? refreshes : 1), world.Calls);
        Assert.True(world.Cache.ReadAsync("a1").IsCompleted == served);
        Assert.Equal(calls + (served ? refreshes : 1), world.Calls); // the second reader starts nothing
    }
}

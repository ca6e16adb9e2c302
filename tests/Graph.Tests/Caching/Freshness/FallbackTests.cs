using Graph.Caching.Freshness;

namespace Graph.Tests.Caching.Freshness;

/// <summary>While this instance can't read the log, what its upstream would announce is served for <c>Invalidation:FallbackTtl</c> (5 s) and no
/// longer.</summary>
public sealed class FallbackTests
{
    private static readonly TimeSpan Fallback = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Read_WhileTheLogIsAway_IsServedForTheFallbackTtl(int ticks, bool served)
    {
        using var world = AwayWorld(Policies.TimeBased);

        world.Pass(Fallback + (ticks * Tick));

        Assert.Equal(served, world.IsServedAtOnce());
        Assert.Equal(served ? 1 : 2, world.Calls);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void Read_OfATypeWithAShorterTtl_KeepsToIt(int ticks, bool served)
    {
        using var world = AwayWorld(Policies.TimeBased with { Ttl = TimeSpan.FromSeconds(2) });

        world.Pass(TimeSpan.FromSeconds(2) + (ticks * Tick));

        Assert.Equal(served, world.IsServedAtOnce());
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(5, false)]
    public void Read_StaleWhileTheLogIsAway_IsServedForTheFallbackTtlOnly(int seconds, bool served)
    {
        using var world = AwayWorld(CacheWorld.Policy with { Ttl = TimeSpan.FromSeconds(2) });

        world.Pass(TimeSpan.FromSeconds(seconds));

        Assert.Equal(served, world.IsServedAtOnce());
    }

    [Fact]
    public void Read_AbsenceWhileTheLogIsAway_IsBelievedForTheFallbackTtlOnly()
    {
        using var world = new StrategyWorld(Policies.TimeBased);
        world.Cache.Warm("a1");
        world.Cache.Pulse.IsLogAway = true;

        world.Pass(Fallback);

        Assert.False(world.IsServedAtOnce());
    }

    [Fact]
    public void Read_OfADomainWithoutEvents_IsNotConcerned()
    {
        using var world = AwayWorld(Policies.TimeBased);
        world.Cache.ThingDefinition.HasEvents = false;

        world.Pass(TimeSpan.FromSeconds(60) - Tick);

        Assert.True(world.IsServedAtOnce());
    }

    [Fact]
    public void Read_AfterTheLogIsBack_GoesByThePolicyAgain()
    {
        using var world = AwayWorld(Policies.TimeBased);
        world.Pass(TimeSpan.FromSeconds(30));

        world.Cache.Pulse.IsLogAway = false;

        Assert.True(world.IsServedAtOnce());
        Assert.Equal(1, world.Calls);
    }

    [Fact]
    public void EventBased_WhenTheLogGoesAndComes_IsFreshForItsTtlMeanwhile()
    {
        using var world = new StrategyWorld(Policies.EventBased);
        world.Beat();
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(10));
        Assert.True(world.IsServedAtOnce());

        world.Cache.Pulse.IsLogAway = true;
        Assert.False(world.IsServedAtOnce());

        world.Cache.Pulse.IsLogAway = false;
        Assert.True(world.IsServedAtOnce());
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(65, -1, true)]
    [InlineData(65, 0, false)]
    [InlineData(65, 1, false)]
    public void Read_PastTheFallbackWhileTheUpstreamFails_IsServedMarkedForStaleIfError(int seconds, int ticks, bool served)
    {
        using var world = AwayWorld(Policies.TimeBased);
        var age = TimeSpan.FromSeconds(seconds) + (ticks * Tick);
        world.Pass(age);

        var result = world.ReadWhileDown();

        Assert.Equal(served, result.IsFound);
        Assert.Equal(served ? [new("Thing", age)] : Array.Empty<KeyValuePair<string, TimeSpan>>(), world.Cache.Request.Stale.Ages);
    }

    [Fact]
    public void Read_PastTheFallbackOfATypeWithoutStaleIfErrorWhileTheUpstreamFails_Fails()
    {
        using var world = AwayWorld(Policies.TimeBased with { StaleIfError = TimeSpan.Zero });
        world.Pass(Fallback);

        Assert.True(world.ReadWhileDown().IsFailed);
    }

    [Fact]
    public void Read_InvalidatedBeforeTheLogWentAndWhileTheUpstreamFails_Fails()
    {
        using var world = AwayWorld(Policies.TimeBased);
        world.Cache.Invalidate(key: "thing:a1");

        Assert.True(world.ReadWhileDown().IsFailed);
    }

    [Fact]
    public void Ahead_DueWhileTheLogIsAway_IsNotRefreshedAndGetsAnotherTurnAfterwards()
    {
        using var world = AwayWorld(Policies.Ahead with { Ttl = TimeSpan.FromSeconds(600) });
        world.PassBySeconds(599);
        Assert.Equal(1, world.Calls); // its value is past the fallback, so there is nothing to keep alive

        world.Cache.Pulse.IsLogAway = false;
        Assert.True(world.IsServedAtOnce());
        world.Pass(TimeSpan.FromMilliseconds(500));

        Assert.Equal(2, world.Calls);
    }

    private static StrategyWorld AwayWorld(FreshnessPolicy policy)
    {
        var world = new StrategyWorld(policy);
        world.Warm("a1");
        world.Cache.Pulse.IsLogAway = true;
        return world;
    }
}

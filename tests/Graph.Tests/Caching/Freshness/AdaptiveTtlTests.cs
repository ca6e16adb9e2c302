using Graph.Caching;
using Graph.Caching.Freshness;

namespace Graph.Tests.Caching.Freshness;

/// <summary>A ttl of each value's own, within 10 s and 600 s, that begins at 60 s (<see cref="Policies.Adaptive"/>).</summary>
public sealed class AdaptiveTtlTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Refetch_OfTheSameVersion_LengthensTheTtlByTheHitRate()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(60));

        world.Read(); // two reads in 5 minutes, none of them a hit
        AssertTtl(world, 60);

        HitHalfOfTheTime(world);
        world.Pass(TimeSpan.FromSeconds(60));
        world.Read();
        AssertTtl(world, 60 * (1 + (0.5 * HitRate(world))));
    }

    [Fact]
    public void Refetch_OfTheSameVersionAgainAndAgain_EndsAtTheMaxTtl()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        for (var refetch = 0; refetch < 20; refetch++)
        {
            world.Pass(TtlOf(world) - Moment); // the hit rate is that of the last 5 minutes
            for (var read = 0; read < 100; read++)
            {
                Assert.True(world.IsServedAtOnce());
            }

            world.Pass(Moment);
            world.Read();
        }

        AssertTtl(world, 600);
    }

    [Fact]
    public void Refetch_OfAnotherVersionAgainAndAgain_HalvesTheTtlAndEndsAtTheMinTtl()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        foreach (var expected in new[] { 30, 15, 10, 10 })
        {
            world.Pass(TtlOf(world));
            world.Cache.Versions["a1"]++;
            world.Read();

            AssertTtl(world, expected);
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void Read_AroundTheAdaptedTtl_GoesByIt(int ticks, bool served)
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(60));
        world.Cache.Versions["a1"]++;
        world.Read();

        world.Pass(TimeSpan.FromSeconds(30) + (ticks * Tick));

        Assert.Equal(served, world.IsServedAtOnce());
    }

    [Theory]
    [InlineData("thing:a1", null)]
    [InlineData(null, "group:a")]
    public void Refetch_OfTheSameVersionAfterAnInvalidation_CountsAsAChange(string? key, string? tag)
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");

        world.Cache.Invalidate(key, tag: tag);
        world.Read();

        AssertTtl(world, 30);
    }

    [Fact]
    public void Refetch_AfterAPurgeThatRemovesTheValue_CountsAsAChangeAllTheSame()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");

        world.Cache.Invalidate(key: "thing:a1");
        Assert.Equal(1, world.Cache.Cache.RemoveDead());
        world.Read();

        AssertTtl(world, 30);
    }

    [Fact]
    public void Refetch_AfterAnAnnouncementOfTheVersionThatIsKnown_IsNoChange()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");

        world.Cache.Invalidate(key: "thing:a1", version: 1);
        world.Pass(TimeSpan.FromSeconds(60));
        world.Read();

        AssertTtl(world, 60);
    }

    [Fact]
    public void Prime_OfTheSameVersionManyTimesInAMoment_ProvesNothing()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(world.IsServedAtOnce()));

        for (var list = 0; list < 20; list++)
        {
            world.Pass(TimeSpan.FromSeconds(1));
            _ = world.Cache.ReadListAsync($"l{list}");
            world.Cache.ListCalls[^1].Context.Prime(CacheWorld.Things, [new Thing("a1", 1)]);
        }

        AssertTtl(world, 60);
    }

    [Fact]
    public void Refetch_OfAListWithEqualContent_LengthensItsTtlAndAnotherContentHalvesIt()
    {
        using var world = new StrategyWorld(Policies.TimeBased);
        world.Cache.ListDefinition.Policy = Policies.Adaptive;
        world.Cache.Stamps["l"] = 1;
        world.Cache.WarmList("l");
        Assert.All(Enumerable.Range(0, 9), _ => Assert.True(world.Cache.ReadListAsync("l").IsCompletedSuccessfully));

        world.Pass(TimeSpan.FromSeconds(60));
        world.Cache.WarmList("l");
        Assert.Equal(60 * (1 + (0.5 * 9 / 11)), ListTtl(world).TotalSeconds, precision: 3);

        world.Cache.Stamps["l"] = 2;
        world.Pass(TimeSpan.FromSeconds(600));
        world.Cache.WarmList("l");
        Assert.Equal(30 * (1 + (0.5 * 9 / 11)), ListTtl(world).TotalSeconds, precision: 3);
    }

    [Fact]
    public void MeanTtl_OfValuesWithTtlsOfTheirOwn_IsTheirMean()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1", "a2", "a3");
        world.Pass(TimeSpan.FromSeconds(60));
        world.Cache.Versions["a1"]++;

        world.Read("a1");
        world.Read("a2");
        world.Cache.Cache.Memory.Settle();

        Assert.Equal((30 + 60 + 60) / 3.0, world.Source.MeanTtl.TotalSeconds, precision: 3);
    }

    [Fact]
    public void MeanTtl_OfATypeThatDoesNotAdapt_IsItsPolicys()
    {
        using var world = new StrategyWorld(Policies.TimeBased);
        world.Warm("a1");

        Assert.Equal(TimeSpan.FromSeconds(60), world.Source.MeanTtl);
    }

    [Fact]
    public void Policy_ThatNarrowsTheBounds_HoldsForWhatHasAdaptedAlready()
    {
        using var world = new StrategyWorld(Policies.Adaptive);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(60));
        world.Cache.Versions["a1"]++;
        world.Read();

        world.Cache.ThingDefinition.Policy = Policies.Adaptive with { MinTtl = TimeSpan.FromSeconds(45) };

        world.Pass(TimeSpan.FromSeconds(45) - Tick);
        Assert.True(world.IsServedAtOnce());
        world.Pass(Tick);
        Assert.False(world.IsServedAtOnce());
    }

    [Theory]
    [InlineData(FreshnessStrategy.TimeBased, true, true, null, true)]
    [InlineData(FreshnessStrategy.TimeBased, true, false, null, false)]
    [InlineData(FreshnessStrategy.TimeBased, false, true, null, false)]
    [InlineData(FreshnessStrategy.TimeBased, true, true, false, false)]
    [InlineData(FreshnessStrategy.StaleWhileRevalidate, true, true, null, true)]
    [InlineData(FreshnessStrategy.EventBased, true, true, null, false)]
    [InlineData(FreshnessStrategy.EventBased, true, true, true, true)]
    [InlineData(FreshnessStrategy.EventBased, true, false, true, true)] // it has a maxTtl by default
    internal void Resolve_BothBounds_MakeItAdapt(FreshnessStrategy strategy, bool min, bool max, bool? adaptive, bool expected)
    {
        var directive = new FreshnessDirective(TimeSpan.FromSeconds(60))
        {
            Strategy = strategy,
            MinTtl = min ? TimeSpan.FromSeconds(10) : null,
        };

        var policy = FreshnessPolicy.Resolve(
            "T", directive, new FreshnessOptions { MaxTtl = max ? TimeSpan.FromSeconds(600) : null, Adaptive = adaptive });

        Assert.Equal(expected, policy.IsAdaptive);
    }

    private static double HitRate(StrategyWorld world) => world.Source.Statistics.HitRate()!.Value;

    private static void HitHalfOfTheTime(StrategyWorld world)
    {
        Assert.All(Enumerable.Range(0, 3), _ => Assert.True(world.IsServedAtOnce()));
        Assert.InRange(HitRate(world), 0.5, 0.7);
    }

    private static void AssertTtl(StrategyWorld world, double seconds) => Assert.Equal(seconds, TtlOf(world).TotalSeconds, precision: 3);

    private static TimeSpan TtlOf(StrategyWorld world) => Entry(world, world.Source.KeyOf(new ReadKey("a1"), world.Cache.Request));

    private static TimeSpan ListTtl(StrategyWorld world) =>
        Entry(world, world.Cache.Cache.Of<StampedPage>(CacheWorld.Lists).KeyOf(new ReadKey("l"), world.Cache.Request));

    private static TimeSpan Entry(StrategyWorld world, CacheKey key)
    {
        Assert.True(world.Cache.Cache.Memory.TryGet(key, out var entry));
        return entry.Ttl.Adapted!.Value;
    }
}

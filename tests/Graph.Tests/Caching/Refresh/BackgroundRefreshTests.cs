using Graph.Caching.Freshness;
using Graph.Caching.Refresh;
using Graph.Domains.Abstractions;
using Graph.Tests.Caching.Freshness;

namespace Graph.Tests.Caching.Refresh;

/// <summary>BACKGROUND_REFRESH: ahead of expiry, only what is read, spread over time, bounded in rate. (Its boundaries:
/// <see cref="Fault08PolicyBoundaryTests"/>.)</summary>
public sealed class BackgroundRefreshTests
{
    private static readonly FreshnessPolicy LongAhead = Policies.Ahead with { Ttl = TimeSpan.FromSeconds(600) };

    [Fact]
    public void Refresh_NotReadSinceTheLastOne_IsNotMadeAgain()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1", "a2");
        world.PassBySeconds(59);
        world.Answer();
        Assert.Equal(["a1", "a2"], Refreshed(world).Order());

        Assert.True(world.IsServedAtOnce("a2"));
        var before = world.Calls;
        world.PassBySeconds(59);

        Assert.Equal(["a2"], world.Cache.ThingCalls.Skip(before).SelectMany(call => call.Keys));
    }

    [Fact]
    public void Refresh_OfWhatCameAlongAndNobodyHasRead_IsNotMade()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        _ = world.Cache.ReadListAsync("l");
        world.Cache.ListCalls[^1].Context.Prime(CacheWorld.Things, [new Thing("a1", 1), new Thing("a2", 1)]);
        Assert.True(world.IsServedAtOnce("a2"));

        world.PassBySeconds(59);

        Assert.Equal(["a2"], world.Cache.ThingCalls.SelectMany(call => call.Keys));
    }

    [Fact]
    public void Refresh_OfAnAbsence_IsNotMade()
    {
        using var world = new StrategyWorld(Policies.Ahead with { NegativeTtl = TimeSpan.FromSeconds(60) });
        world.Cache.Warm("a1");
        Assert.True(world.IsServedAtOnce());

        world.PassBySeconds(59);

        Assert.Equal(1, world.Calls);
    }

    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    public void Refresh_OfWhatTheLogHasKilled_IsNotMade(string? key, string? tag, string? glob)
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");

        world.Cache.Invalidate(key, tag: tag, glob: glob);
        world.PassBySeconds(59);

        Assert.Equal(1, world.Calls);
        Assert.False(world.IsServedAtOnce());
    }

    [Fact]
    public void Refresh_OfWhatWasReplacedMeanwhile_WaitsForTheNewOnesTurn()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");
        world.PassBySeconds(40);
        world.Cache.Invalidate(key: "thing:a1");
        world.Read();
        Assert.Equal(2, world.Calls);

        world.PassBySeconds(47);
        Assert.Equal(2, world.Calls);
        world.PassBySeconds(12);

        Assert.Equal(3, world.Calls);
    }

    [Fact]
    public void Refresh_InvalidatedWhileUnderWay_IsNotKept()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");
        world.PassBySeconds(59);
        world.Cache.ThingCalls[^1].Read();
        world.Cache.Versions["a1"] = 2;
        world.Cache.Invalidate(key: "thing:a1");

        world.Answer();

        Assert.Equal(2, world.Read().Value!.Version);
        Assert.Equal(3, world.Calls);
    }

    [Fact]
    public void Refresh_OfOneWhoseReaderWaitedForIt_CountsThatReader()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(59));
        world.Pass(TimeSpan.FromSeconds(1)); // expired while its refresh is under way
        var joined = world.IsServedAtOnce();
        world.Answer();

        world.PassBySeconds(59);

        Assert.False(joined);
        Assert.Equal(3, world.Calls);
    }

    [Fact]
    public void Refreshes_OfValuesFetchedTogether_AreSpreadOverTheLastFifthOfTheTtl()
    {
        using var world = new StrategyWorld(LongAhead);
        world.Warm(Ids(200));

        var bySecond = new List<int>();
        for (var second = 1; second < 600; second++)
        {
            var before = Refreshed(world).Count();
            PassAnswering(world, seconds: 1);
            bySecond.Add(Refreshed(world).Count() - before);
        }

        Assert.Equal(200, bySecond.Sum());
        Assert.Equal(0, bySecond[..479].Sum());
        Assert.All(bySecond[479..].Chunk(30), part => Assert.InRange(part.Sum(), 10, 100)); // 50 expected of each; else 1e-11
        Assert.All(bySecond, second => Assert.InRange(second, 0, 20));
    }

    [Fact]
    public void Refreshes_MoreThanTheRateAllows_GoAtTheRateInBatches()
    {
        using var world = new StrategyWorld(LongAhead, new RefreshOptions { MaxKeysPerSecond = 10 });
        world.Warm(Ids(100));
        world.Pass(TimeSpan.FromSeconds(597)); // a leap: all have become due

        var batches = new List<int>();
        for (var second = 0; second < 2; second++)
        {
            batches.AddRange(world.Cache.ThingCalls.Skip(1 + batches.Count).Select(call => call.Keys.Count));
            world.Answer();
            world.Pass(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
            Assert.Equal(1 + batches.Count, world.Calls);
            world.Pass(TimeSpan.FromTicks(1));
        }

        Assert.Equal([10, 10], batches);
    }

    [Fact]
    public void Refreshes_OfASlowUpstream_AreNeverMoreThanASecondsWorthUnderWay()
    {
        using var world = new StrategyWorld(LongAhead, new RefreshOptions { MaxKeysPerSecond = 10 });
        world.Warm(Ids(100));

        world.PassBySeconds(590);
        Assert.Equal(10, world.Source.Refreshing);
        while (world.Source.Refreshing > 0)
        {
            world.Answer();
        }

        world.PassBySeconds(1);

        Assert.Equal(10, world.Source.Refreshing);
    }

    [Fact]
    public void Schedule_MoreKeysThanItTakes_LeavesTheOthersToTheirReaders()
    {
        using var world = new StrategyWorld(LongAhead, new RefreshOptions { MaxScheduled = 10 });
        world.Warm(Ids(30));

        Assert.Equal(10, world.Cache.Refreshes.CountOf(world.Source));
        PassAnswering(world, seconds: 599);

        Assert.Equal(10, Refreshed(world).Count());
        Assert.Equal(0, world.Cache.Refreshes.CountOf(world.Source));
    }

    [Fact]
    public void Schedule_KeysThatAreReadAgainAndAgain_HoldsEachOnce()
    {
        using var world = new StrategyWorld(LongAhead, new RefreshOptions { MaxScheduled = 10 });
        for (var round = 0; round < 50; round++)
        {
            world.Warm("a1", "a2");
            world.Cache.Invalidate(glob: "thing:*");
        }

        Assert.Equal(2, world.Cache.Refreshes.CountOf(world.Source));
    }

    [Fact]
    public void Refresh_OfAList_AsksForThePageAsLongAsItWas()
    {
        using var world = new StrategyWorld(Policies.TimeBased);
        world.Cache.ListDefinition.Policy = Policies.Ahead;
        world.Cache.WarmList("l", first: 7);
        _ = world.Cache.ReadListAsync("l", first: 3, after: "more");
        world.Cache.ListCalls[^1].Return();
        world.Pass(TimeSpan.Zero);

        world.PassBySeconds(59);

        Assert.Equal(
            [new PageKey("l", 3, "more"), new PageKey("l", 7, null)],
            world.Cache.ListCalls.Skip(2).SelectMany(call => call.Keys).OrderBy(key => key.First));
    }

    [Fact]
    public void Refresh_OfAPrivateType_IsNeverMade()
    {
        using var world = new StrategyWorld(Policies.Ahead with { Scope = CacheScope.Private });
        world.Warm("a1");
        Assert.True(world.IsServedAtOnce());

        world.PassBySeconds(59);

        Assert.Equal(1, world.Calls);
        Assert.Equal(0, world.Cache.Refreshes.CountOf(world.Source));
    }

    [Fact]
    public void Retime_ToAShorterTtl_MovesTheTurnsForward()
    {
        using var world = new StrategyWorld(LongAhead);
        world.Warm("a1");
        world.Cache.ThingDefinition.Policy = Policies.Ahead;

        world.Source.Retime();
        world.PassBySeconds(47);
        Assert.Equal(1, world.Calls);
        world.PassBySeconds(12);

        Assert.Equal(2, world.Calls);
    }

    [Fact]
    public void Refresh_OfAServerThatStops_IsNotMade()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");

        world.Cache.Stop();
        world.PassBySeconds(59);

        Assert.Equal(1, world.Calls);
    }

    private static void PassAnswering(StrategyWorld world, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            world.PassBySeconds(1);
            world.Answer();
        }
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"a{i}")];

    private static IEnumerable<string> Refreshed(StrategyWorld world) => world.Cache.ThingCalls.Skip(1).SelectMany(call => call.Keys);
}

using Graph.Caching.Refresh;
using Graph.Tests.Caching.Freshness;

namespace Graph.Tests.Caching.Refresh;

/// <summary>What has come of refreshes is counted, whoever has started them.</summary>
public sealed class RefreshCountsTests
{
    [Fact]
    public void Counts_OfStaleRefreshes_TellHowTheyEnded()
    {
        using var world = new StrategyWorld(CacheWorld.Policy);
        world.Warm("a1", "a2");
        world.Pass(TimeSpan.FromSeconds(60));
        Assert.True(world.IsServedAtOnce("a1"));
        Assert.Equal(new RefreshCounts(1, 0, 0), world.Source.Statistics.Refreshes);
        world.Answer();
        Assert.True(world.IsServedAtOnce("a2"));
        world.Fail();

        Assert.Equal(new RefreshCounts(2, 1, 1), world.Source.Statistics.Refreshes);
        Assert.Equal(0, world.Source.Refreshing);
    }

    [Fact]
    public void Counts_OfRefreshesAheadOfExpiry_TellHowTheyEnded()
    {
        using var world = new StrategyWorld(Policies.Ahead);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(58.5));
        world.Answer();

        Assert.Equal(new RefreshCounts(1, 1, 0), world.Source.Statistics.Refreshes);
    }

    [Fact]
    public void Counts_OfARefreshThatWasSuperseded_TellHowItsSuccessorEnded()
    {
        using var world = new StrategyWorld(CacheWorld.Policy);
        world.Warm("a1");
        world.Pass(TimeSpan.FromSeconds(60));
        Assert.True(world.IsServedAtOnce());
        world.Cache.Invalidate(key: "thing:a1");
        Assert.False(world.IsServedAtOnce());

        world.Answer();

        Assert.Equal(new RefreshCounts(1, 1, 0), world.Source.Statistics.Refreshes);
        Assert.Equal(0, world.Source.Refreshing);
    }

    [Fact]
    public void Counts_OfReadsThatWait_AreNone()
    {
        using var world = new StrategyWorld(CacheWorld.Policy);
        world.Warm("a1");
        world.ReadWhileDown("a2");

        Assert.Equal(default, world.Source.Statistics.Refreshes);
    }
}

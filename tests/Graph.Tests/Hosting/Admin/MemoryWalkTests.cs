using Graph.Caching;
using Graph.Hosting.Admin;
using Graph.Tests.Caching;

namespace Graph.Tests.Hosting.Admin;

public sealed class MemoryWalkTests
{
    [Fact]
    public void Over_ValuesOfEveryState_TellsThemApart()
    {
        using var world = WorldOf(10);
        world.Warm("a0");
        world.Time.Advance(TimeSpan.FromSeconds(60)); // a0 has expired when the others are warm
        world.Warm("a1", "a2");
        world.Time.Advance(TimeSpan.FromSeconds(60));
        world.Warm("a3", "a4", "a5", "a6", "unheard-of", "unheard-of-too");
        world.Invalidate(key: "thing:a6");
        world.Invalidate(key: "thing:unheard-of-too");

        var walk = MemoryWalk.Over(world.Cache, world.Index, world.Time);

        Assert.Equal(new EntriesNow(Fresh: 3, Stale: 2, Negative: 1, Expired: 1, Invalidated: 2), walk.Of(Things(world)).Now);
        Assert.Equal(new AgesReport(Youngest: 0, Median: 0, Oldest: 120), walk.Of(Things(world)).Ages);
    }

    [Fact]
    public void Over_AbsenceThatIsRememberedNoLonger_IsExpired()
    {
        using var world = WorldOf(0);
        world.Warm("unheard-of");
        world.Time.Advance(TimeSpan.FromSeconds(30));

        var walk = MemoryWalk.Over(world.Cache, world.Index, world.Time);

        Assert.Equal(new EntriesNow(0, 0, 0, Expired: 1, 0), walk.Of(Things(world)).Now);
    }

    [Fact]
    public void Over_MoreValuesThanAges_CountsAllAndTakesTheMedianOfSome()
    {
        using var world = WorldOf(1_000);
        foreach (var i in Enumerable.Range(0, 1_000))
        {
            world.Warm($"a{i}");
            world.Time.Advance(TimeSpan.FromMilliseconds(10));
        }

        world.WarmList("short");
        var walk = MemoryWalk.Over(world.Cache, world.Index, world.Time, maxAges: 100);

        var (things, lists) = (walk.Of(Things(world)), walk.Of(Source(world, "things")));
        Assert.Equal(11, walk.AgesOfEvery); // 1,001 values
        Assert.Equal(1_000, things.Now.Fresh);
        Assert.Equal((0.01, 10), (things.Ages!.Youngest, things.Ages.Oldest));
        Assert.InRange(things.Ages.Median, 0.02, 9.99);
        Assert.Equal(new AgesReport(0, 0, 0), lists.Ages); // one value is enough to have an age
    }

    [Fact]
    public void Over_Everything_LeavesTheValuesAsTheyWere()
    {
        using var world = WorldOf(1);
        world.Warm("a0");
        world.Invalidate(key: "thing:other");
        var entry = world.Cache.Memory.Entries.Single().Value;
        var before = entry.Checked;

        MemoryWalk.Over(world.Cache, world.Index, world.Time);

        Assert.Equal(before, entry.Checked);
    }

    private static CachedSource Things(CacheWorld world) => Source(world, "Thing");

    private static CachedSource Source(CacheWorld world, string label) => world.Cache.Sources.Single(source => source.Definition.Label == label);

    private static CacheWorld WorldOf(int things)
    {
        var world = new CacheWorld();
        foreach (var i in Enumerable.Range(0, things))
        {
            world.Versions[$"a{i}"] = 1;
        }

        return world;
    }
}

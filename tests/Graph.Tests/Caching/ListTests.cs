using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Pages of lists: how long they are, and what comes along with them.</summary>
public sealed class ListTests
{
    [Fact]
    public void Read_ShorterThanTheCachedPage_IsAnsweredByIt()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.WarmList("l", first: 10);

        Assert.Equal(10, pump.Finish(world.ReadListAsync("l", first: 3))[0].Value!.Ids.Count);
        Assert.Single(world.ListCalls);
    }

    [Fact]
    public void Read_LongerThanTheCachedPage_IsFetchedAndThenAnswersBoth()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.WarmList("l", first: 3);

        var longer = world.ReadListAsync("l", first: 10);
        world.ListCalls[^1].Return();

        Assert.Equal(10, pump.Finish(longer)[0].Value!.Ids.Count);
        Assert.True(world.ReadListAsync("l", first: 3).IsCompletedSuccessfully);
        Assert.Equal(2, world.ListCalls.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Read_LongerThanACompletePage_IsAnsweredByIt(int length)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Lengths["l"] = length;
        world.WarmList("l", first: 3);

        Assert.Equal(length, pump.Finish(world.ReadListAsync("l", first: 100))[0].Value!.Ids.Count);
        Assert.Single(world.ListCalls);
    }

    [Fact]
    public void Read_LongerThanTheRunningFetch_TakesItsPassengersAlong()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var shorter = world.ReadListAsync("l", first: 3);

        var longer = world.ReadListAsync("l", first: 10);
        world.ListCalls[1].Return();
        world.ListCalls[0].Return();

        Assert.Equal(10, pump.Finish(longer)[0].Value!.Ids.Count);
        Assert.Equal(10, pump.Finish(shorter)[0].Value!.Ids.Count);
        Assert.Equal(10, pump.Finish(world.ReadListAsync("l", first: 10))[0].Value!.Ids.Count); // the short one has not replaced it
        Assert.Equal(2, world.ListCalls.Count);
    }

    [Fact]
    public void Read_ShorterThanTheRunningFetch_JoinsIt()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var longer = world.ReadListAsync("l", first: 10);

        var shorter = world.ReadListAsync("l", first: 3);
        Assert.Single(world.ListCalls).Return();

        Assert.Equal(10, pump.Finish(longer)[0].Value!.Ids.Count);
        Assert.Equal(10, pump.Finish(shorter)[0].Value!.Ids.Count);
    }

    [Fact]
    public void Read_ShorterWhileStale_RefreshesThePageAtItsOwnLength()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.WarmList("l", first: 10);
        world.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.True(world.ReadListAsync("l", first: 3).IsCompletedSuccessfully);
        world.ListCalls[^1].Return();
        pump.RunUntilIdle();

        Assert.Equal(10, world.ListCalls[^1].Keys[0].First);
        Assert.True(world.ReadListAsync("l", first: 10).IsCompletedSuccessfully);
        Assert.Equal(2, world.ListCalls.Count);
    }

    [Fact]
    public void Read_PagesAfterACursor_AreCachedEachByItself()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.WarmList("l", first: 10);

        var after = world.ReadListAsync("l", first: 10, after: "more");

        Assert.Equal(new PageKey("l", 10, "more"), Assert.Single(world.ListCalls[^1].Keys));
        world.Invalidate(tag: "list:l");
        world.ListCalls[^1].Return();
        pump.Finish(after);
        Assert.False(world.ReadListAsync("l", first: 10, after: "more").IsCompleted); // the list's tags are on every page
    }

    [Fact]
    public void Prime_ItemsOfAList_AreInTheCacheAsOfTheListsStart()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var list = world.ReadListAsync("l");
        world.Time.Advance(TimeSpan.FromSeconds(40)); // a slow answer

        Land(world, pump, list, new Thing("a1", 1), new Thing("a2", 1));

        Assert.All(pump.Finish(world.ReadAsync("a1", "a2")), result => Assert.Equal(1, result.Value!.Version));
        Assert.Empty(world.ThingCalls);
        world.Time.Advance(TimeSpan.FromSeconds(20));
        _ = world.ReadAsync("a1");
        Assert.Single(world.ThingCalls); // a minute after the list was asked for it is stale
    }

    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    public void Prime_ItemInvalidatedWhileTheListWasFetched_IsNotServed(string? key, string? tag, string? glob)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var list = world.ReadListAsync("l");
        world.Invalidate(key, tag: tag, glob: glob);

        Land(world, pump, list, new Thing("a1", 1));

        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Prime_OlderVersionThanWasRead_IsRefused()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var list = world.ReadListAsync("l");
        world.Versions["a1"] = 2;
        world.Warm("a1");

        Land(world, pump, list, new Thing("a1", 1));

        Assert.Equal(2, pump.Finish(world.ReadAsync("a1"))[0].Value!.Version);
    }

    [Fact]
    public void Prime_NewerVersionThanIsCached_ReplacesIt()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Warm("a1");

        Land(world, pump, world.ReadListAsync("l"), new Thing("a1", 2));

        Assert.Equal(2, pump.Finish(world.ReadAsync("a1"))[0].Value!.Version);
        Assert.Single(world.ThingCalls);
    }

    [Fact]
    public void Prime_OlderThanAnAnnouncedVersion_IsRefused()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Invalidate(key: "thing:a1", version: 2);

        Land(world, pump, world.ReadListAsync("l"), new Thing("a1", 1));

        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Prime_ItemsOfAPrivateType_AreFoundByNobody()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.Policy = CacheWorld.Policy with { Scope = CacheScope.Private };
        world.Request = new LoadRequest("one", CancellationToken.None) { Viewer = new Viewer("one", new HashSet<string>()) };

        Land(world, pump, world.ReadListAsync("l"), new Thing("a1", 1));

        world.Request = new LoadRequest("anonymous", CancellationToken.None);
        Assert.False(world.ReadAsync("a1").IsCompleted);
        Assert.Equal(0, world.Cache.Memory.UsageOf(world.Cache.Of<Thing>(CacheWorld.Things).Number).Entries);
    }

    [Fact]
    public void Read_PrivateType_IsSharedWithNoOtherViewer()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.Policy = CacheWorld.Policy with { Scope = CacheScope.Private };
        world.Versions["a1"] = 1;
        world.Request = new LoadRequest("one", CancellationToken.None) { Viewer = new Viewer("one", new HashSet<string>()) };
        world.Warm("a1");
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);

        world.Request = new LoadRequest("other", CancellationToken.None) { Viewer = new Viewer("other", new HashSet<string>()) };
        var other = world.ReadAsync("a1");
        world.Request = new LoadRequest("third", CancellationToken.None) { Viewer = new Viewer("third", new HashSet<string>()) };
        var third = world.ReadAsync("a1");

        Assert.False(other.IsCompleted || third.IsCompleted);
        Assert.Equal(3, world.ThingCalls.Count); // not even the fetch is shared
    }

    private static void Land(CacheWorld world, Pump pump, Task<LoadResult<StampedPage>[]> list, params Thing[] items)
    {
        world.ListCalls[^1].Context.Prime(CacheWorld.Things, items);
        world.ListCalls[^1].Return();
        pump.Finish(list);
    }
}

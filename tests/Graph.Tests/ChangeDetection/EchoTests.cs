using Graph.ChangeDetection;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching;

namespace Graph.Tests.ChangeDetection;

/// <summary>What the graph itself has written is found again like any other change.</summary>
public sealed class EchoTests
{
    [Fact]
    public async Task Append_OfAWriteOfTheGraphItself_LeavesTheEntityAndEndsItsLists()
    {
        using var world = new CacheWorld { AnswersAtOnce = true };
        world.Versions["a1"] = 1;
        world.Stamps["a"] = 1;
        await world.ReadAsync("a1");
        await world.WriteAsync("a1");
        await world.ReadListAsync("a");
        var (things, lists) = (world.ThingCalls.Count, world.ListCalls.Count);

        await AppendAsync(world, version: 2);

        Assert.Equal(2, (await world.ReadAsync("a1"))[0].Value!.Version);
        Assert.Equal(things, world.ThingCalls.Count); // still the value that the write has left
        await world.ReadListAsync("a");
        Assert.Equal(lists + 1, world.ListCalls.Count);
    }

    [Fact]
    public async Task Append_OfAWriteOfAnother_EndsTheEntity()
    {
        using var world = new CacheWorld { AnswersAtOnce = true };
        world.Versions["a1"] = 1;
        await world.ReadAsync("a1");
        await world.WriteAsync("a1");
        world.Versions["a1"] = 3;

        await AppendAsync(world, version: 3);

        Assert.Equal(3, (await world.ReadAsync("a1"))[0].Value!.Version);
    }

    private static async Task AppendAsync(CacheWorld world, long version)
    {
        var events = new EventMap(world.Ids);
        events.Add("thing.changed", "Tests", (change, stale) => stale.Changed(CacheWorld.Things, change).All(CacheWorld.Lists));
        var feed = new ChangeFeed(new NamedUpstream("Tests"), "/things", "thing.changed", "id", [], IsOfAll: false);
        var log = new FeedLog(feed, events, world.Log, new InvalidationOptions(), world.Time);
        await log.AppendAsync([new ChangedItem("a1", version, world.Time.GetUtcNow(), ChangedItem.NoData)], CancellationToken.None);
    }
}

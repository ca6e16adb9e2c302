using Graph.Caching;
using Graph.Caching.Memory;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Upstreams.Lanes;

namespace Graph.Tests.Caching;

/// <summary>Promise 8: everything that grows has a bound, and what reaches it fails alone or makes room.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Read_MoreKeysThanMaxEntries_KeepsNoMore()
    {
        using var world = WorldOf(1_000, options => options.MaxEntries = 100);

        world.Warm(Ids(1_000));
        world.Cache.Memory.Settle();

        Assert.InRange(world.Cache.Memory.Count, 50, 100);
        Assert.Equal(1_000 - world.Cache.Memory.Count, world.Cache.Memory.Evictions);
    }

    [Fact]
    public void SeenVersions_MoreKeysThanFourTimesTheEntries_RemembersNoMore()
    {
        var seen = new SeenVersions(maxEntries: 100);

        for (var i = 0; i < 10_000; i++)
        {
            seen.Set(new CacheKey(0, $"a{i}"), new SeenVersions.Admission(1, Mark.None, i, Content: null));
        }

        Assert.InRange(seen.Count, 200, 400);
    }

    [Fact]
    public void Read_MoreKeysThanLanesTake_RefusesThemAndLeaksNothing()
    {
        using var pump = new Pump();
        using var world = WorldOf(7, lanes: new LanesOptions { MaxKeys = 5 });
        var taken = world.ReadAsync(Ids(4));

        var refused = pump.Finish(world.ReadAsync("a4", "a5"));

        Assert.All(refused, result => Assert.Equal(ErrorCodes.UpstreamUnavailable, result.Failure!.Code));
        world.ThingCalls.ForEach(call => call.Return());
        Assert.All(pump.Finish(taken), result => Assert.True(result.IsFound));
        Assert.Equal(0, world.UnderWay);
        _ = world.ReadAsync(Ids(5));
        Assert.Equal(5, world.ThingCalls[^1].Keys.Count + 4); // only a4 is missing by now, and is taken
    }

    [Fact]
    public void Read_BeyondTheRequestsUpstreamCalls_FailsTheFurtherKeysOnly()
    {
        using var pump = new Pump();
        using var world = WorldOf(40);
        world.ThingDefinition.MaxBatchSize = 10;
        world.AnswersAtOnce = true;
        world.Request = new LoadRequest("small", CancellationToken.None) { MaxUpstreamCalls = 2 };

        var results = pump.Finish(world.ReadAsync(Ids(25)));
        var later = pump.Finish(world.ReadAsync("a0", "a30"));

        Assert.All(results[..20], result => Assert.True(result.IsFound));
        Assert.All(results[20..], result => Assert.Equal(ErrorCodes.LimitExceeded, result.Failure!.Code));
        Assert.True(later[0].IsFound); // what is in memory costs no call
        Assert.Equal(ErrorCodes.LimitExceeded, later[1].Failure!.Code);
        Assert.Equal(2, world.ThingCalls.Count);
    }

    [Fact]
    public void Read_KeysThatOthersFetch_CostsTheRequestNoCalls()
    {
        using var pump = new Pump();
        using var world = WorldOf(1);
        _ = world.ReadAsync("a0");
        world.Request = new LoadRequest("frugal", CancellationToken.None) { MaxUpstreamCalls = 0 };

        var joined = world.ReadAsync("a0");
        world.ThingCalls[0].Return();

        Assert.True(pump.Finish(joined)[0].IsFound);
        Assert.Equal(0, world.Request.UpstreamCalls);
    }

    // Fault 14, in short.
    [Fact]
    public void Read_300000DistinctKeys_LeavesEverythingWithinItsBounds()
    {
        const int Batch = 100;
        using var world = new CacheWorld(
            options => (options.MaxEntries, options.MaxBytes) = (1_000, 150_000),
            invalidation: new InvalidationOptions { MaxSlots = 500, MaxPatterns = 10 });
        world.ThingDefinition.FetchBatch((ids, _) => ValueTask.FromResult(Array.ConvertAll<string, LoadResult<Thing>>([.. ids], id => new Thing(id, 1))));
        for (var i = 0; i < 300_000; i += Batch)
        {
            var from = i;
            Assert.True(world.ReadAsync(Enumerable.Range(0, Batch).Select(n => $"a{from + n}")).IsCompletedSuccessfully);
            world.Invalidate(key: $"thing:a{i}", tag: $"tag:{i}", glob: $"thing:{i}?");
        }

        world.Cache.Memory.Settle();
        Assert.InRange(world.Cache.Memory.Count, 1, 1_000);
        Assert.InRange(world.Cache.Memory.Bytes, 1, 150_000);
        Assert.Equal(500, world.Index.SlotCount);
        Assert.Equal(10, world.Index.PatternCount);
        Assert.Equal(0, world.UnderWay);
    }

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(i => $"a{i}")];

    private static CacheWorld WorldOf(int things, Action<EntityCacheOptions>? configure = null, LanesOptions? lanes = null)
    {
        var world = new CacheWorld(configure, lanes);
        Array.ForEach(Ids(things), id => world.Versions[id] = 1);
        return world;
    }
}

using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>What an operator is told of reads and refreshes is what they did.</summary>
public sealed class CacheCountsTests
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    [Fact]
    public void Total_OfAScript_IsWhatItsReadsHaveFound()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Warm("a1", "absent"); // 2 misses
        Assert.True(world.ReadAsync("a1", "absent").IsCompletedSuccessfully); // a hit, an absence
        world.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully); // stale
        world.Time.Advance(TimeSpan.FromSeconds(60));
        world.ThingCalls[^1].Fail(Down);
        pump.RunUntilIdle();
        var read = world.ReadAsync("a1"); // a miss: expired
        world.ThingCalls[^1].Fail(Down);
        pump.Finish(read);

        Assert.Equal(new ReadCounts(Hits: 1, Stale: 1, Negative: 1, Misses: 3, StaleOnError: 1), Things(world).Statistics.Total);
    }

    [Fact]
    public void Refreshes_BringingAValueAnAbsenceAndAFailure_AreCountedByOutcome()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        (world.Versions["a1"], world.Versions["a2"], world.Versions["a3"]) = (1, 1, 1);
        world.Warm("a1", "a2", "a3");
        world.Time.Advance(TimeSpan.FromSeconds(60));
        world.Versions["a2"] = 0;
        foreach (var id in (string[])["a1", "a2", "a3"])
        {
            Assert.True(world.ReadAsync(id).IsCompletedSuccessfully);
        }

        Assert.Equal((3, 0, 0), CountsOf(world));
        world.ThingCalls[^3].Return();
        world.ThingCalls[^2].Return();
        world.ThingCalls[^1].Fail(Down);
        pump.RunUntilIdle();

        Assert.Equal((3, 2, 1), CountsOf(world));
    }

    [Fact]
    public void Refreshes_OvertakenByAnInvalidation_CountWhatTookTheirPlace()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Warm("a1");
        world.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
        var refresh = world.ThingCalls[^1];
        world.Versions["a1"] = 0;
        world.Invalidate(key: "thing:a1");
        var read = world.ReadAsync("a1"); // the refresh has begun before the invalidation: a flight of its own
        refresh.Return();
        pump.RunUntilIdle();
        Assert.Equal((1, 0, 0), CountsOf(world));

        world.ThingCalls[^1].Return();
        pump.Finish(read);

        Assert.Equal((1, 1, 0), CountsOf(world));
    }

    private static CachedSource Things(CacheWorld world) => world.Cache.Sources.Single(source => source.Definition.Label == "Thing");

    private static (long Started, long Succeeded, long Failed) CountsOf(CacheWorld world)
    {
        var refreshes = Things(world).Statistics.Refreshes;
        return (refreshes.Started, refreshes.Succeeded, refreshes.Failed);
    }
}

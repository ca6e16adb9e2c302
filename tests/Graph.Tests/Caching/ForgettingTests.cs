using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Promise 3 across a purge or deletion: it lets older versions be read by fetches that begin after it, not by those under way.</summary>
public sealed class ForgettingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forget_WhileAFetchOfAnOlderVersionIsUnderWay_DoesNotLetItThrough(bool deleted)
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 1);
        var superseded = world.ReadAsync("a1");
        world.Invalidate(key: "thing:a1", version: 1);
        _ = world.ReadAsync("a1");
        world.ThingCalls[1].Read(); // version 1
        world.Versions["a1"] = 2;
        world.ThingCalls[0].Return();
        Assert.Equal(2, pump.Finish(superseded)[0].Value!.Version);
        var read = world.ReadAsync("a1"); // after somebody has read 2

        world.Versions["a1"] = deleted ? 0 : 2;
        world.Invalidate(key: "thing:a1", deleted: deleted, purge: !deleted);
        world.ThingCalls[1].Return();
        pump.RunUntilIdle();

        Assert.Equal(2, world.ThingCalls.Count); // the one that it joined, not one of its own
        Assert.False(read.IsCompleted);
        Assert.Equal(deleted ? null : 2, AskedAgain(world, pump, read).Value?.Version);
    }

    [Fact]
    public void Delete_WhileALaggingAnswerIsUnderWay_DoesNotLiftTheFloorForIt()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 1);
        world.Invalidate(key: "thing:a1", version: 2);
        var read = world.ReadAsync("a1");
        world.ThingCalls[0].Read(); // version 1, though 2 was announced before the read began

        world.Versions["a1"] = 0;
        world.Invalidate(key: "thing:a1", version: 3, deleted: true);
        world.ThingCalls[0].Return();
        pump.RunUntilIdle();

        Assert.False(read.IsCompleted);
        Assert.Null(AskedAgain(world, pump, read).Value);
    }

    [Fact]
    public void Delete_WhileAnAbsenceIsUnderWay_LetsItThrough()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 0);
        world.Invalidate(key: "thing:a1", version: 2);
        var read = world.ReadAsync("a1");
        world.ThingCalls[0].Read();

        world.Invalidate(key: "thing:a1", version: 3, deleted: true);
        world.ThingCalls[0].Return();

        var result = pump.Finish(read)[0];
        Assert.False(result.IsFound || result.IsFailed);
    }

    [Fact]
    public void Land_FetchFromBeforeADeletionWithTheSuccessorsLatestVersion_IsNotFollowedByItsFirst()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 1);
        var before = world.ReadAsync("a1");
        world.Invalidate(key: "thing:a1", deleted: true);
        _ = world.ReadAsync("a1");
        world.ThingCalls[1].Read(); // version 1
        world.Versions["a1"] = 2;
        world.ThingCalls[0].Return(); // slow: it shows what came after the deletion
        pump.RunUntilIdle();
        Assert.False(before.IsCompleted); // else version 1 were older than what has been read
        var read = world.ReadAsync("a1");

        world.ThingCalls[1].Return();

        Assert.Equal(1, pump.Finish(before)[0].Value!.Version);
        Assert.Equal(1, pump.Finish(read)[0].Value!.Version);
        Assert.Equal(2, world.ThingCalls.Count);
    }

    [Fact]
    public void Land_FetchFromBeforeADeletion_DoesNotEraseWhatWasReadSince()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 9);
        _ = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        world.Invalidate(key: "thing:a1", deleted: true);
        world.Versions["a1"] = 2; // its successor
        var superseded = world.ReadAsync("a1");
        world.Invalidate(key: "thing:a1");
        _ = world.ReadAsync("a1");
        world.ThingCalls[2].Read(); // version 2
        world.Versions["a1"] = 3;
        world.ThingCalls[1].Return();
        Assert.Equal(3, pump.Finish(superseded)[0].Value!.Version);
        var read = world.ReadAsync("a1"); // after somebody has read 3

        world.ThingCalls[0].Return(); // version 9 of the deleted one
        world.ThingCalls[2].Return();
        pump.RunUntilIdle();

        Assert.False(read.IsCompleted);
        Assert.Equal(3, AskedAgain(world, pump, read).Value!.Version);
    }

    // It is nobody's error that the key is purged again and again.
    [Fact]
    public void Purge_WhileEachOfSeveralFetchesIsUnderWay_IsNotHeldAgainstTheUpstream()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 1);
        var read = world.ReadAsync("a1");
        for (var i = 0; i < 10; i++)
        {
            world.Invalidate(key: "thing:a1", purge: true);
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
            world.Time.Advance(TimeSpan.FromMilliseconds(50));
            pump.RunUntilIdle();
        }

        Assert.Equal(11, world.ThingCalls.Count);
        world.ThingCalls[^1].Return();

        Assert.Equal(1, pump.Finish(read)[0].Value!.Version);
    }

    [Fact]
    public void Purge_WhileEveryFetchIsUnderWay_EndsInTheUsualFailure()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 1);
        var read = world.ReadAsync("a1");
        for (var i = 0; i < 11; i++)
        {
            world.Invalidate(key: "thing:a1", purge: true);
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
            world.Time.Advance(TimeSpan.FromMilliseconds(50));
            pump.RunUntilIdle();
        }

        Assert.Equal(ErrorCodes.UpstreamStale, pump.Finish(read)[0].Failure!.Code);
        Assert.Equal(0, world.UnderWay);
    }

    // An operator has deleted it at the database; the event of its last change is told late.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Purge_ThenALateEvent_AbsenceIsKeptWhenTheUpstreamInsists(bool isPurged)
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 0);
        world.Invalidate(key: "thing:a1", purge: isPurged);
        world.Invalidate(key: "thing:a1", version: 5);

        var read = InsistOn(world, pump);

        Assert.Equal(!isPurged, read.IsFailed);
        Assert.Equal(isPurged, world.ReadAsync("a1").IsCompletedSuccessfully);
    }

    [Fact]
    public void Purge_ThenALateEvent_OlderVersionIsStillRefused()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 4);
        world.Invalidate(key: "thing:a1", purge: true);
        world.Invalidate(key: "thing:a1", version: 5);

        Assert.Equal(ErrorCodes.UpstreamStale, InsistOn(world, pump).Failure!.Code);
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(60, true)]
    public void Purge_ALongTimeBeforeAnEvent_AbsenceIsRefused(int seconds, bool failed)
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 0);
        world.Invalidate(key: "thing:a1", purge: true);
        world.Time.Advance(TimeSpan.FromSeconds(seconds));
        world.Invalidate(key: "thing:a1", version: 5);

        Assert.Equal(failed, InsistOn(world, pump).IsFailed);
        Assert.Equal(!failed, world.ReadAsync("a1").IsCompletedSuccessfully); // also when the minute is over
    }

    private static LoadResult<Thing> InsistOn(CacheWorld world, Pump pump)
    {
        var read = world.ReadAsync("a1");
        for (var i = 0; i < 3; i++)
        {
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
            world.Time.Advance(TimeSpan.FromMilliseconds(200));
            pump.RunUntilIdle();
        }

        return pump.Finish(read)[0];
    }

    /// <summary>The answer that was refused comes from the second call.</summary>
    private static LoadResult<Thing> AskedAgain(CacheWorld world, Pump pump, Task<LoadResult<Thing>[]> read)
    {
        var calls = world.ThingCalls.Count;
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        Assert.Equal(calls + 1, world.ThingCalls.Count);
        world.ThingCalls[^1].Return();
        return pump.Finish(read)[0];
    }

    private static CacheWorld WorldOf(int version)
    {
        var world = new CacheWorld();
        world.Versions["a1"] = version;
        return world;
    }
}

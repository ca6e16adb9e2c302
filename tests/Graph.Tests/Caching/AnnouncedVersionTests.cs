using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>R18: an event that says which version there is now.</summary>
public sealed class AnnouncedVersionTests
{
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Announce_AVersion_KeepsValuesThatAreNotOlder(int announced, bool kept)
    {
        using var world = WarmWorld(version: 2);

        world.Invalidate(key: "thing:a1", version: announced);

        Assert.Equal(kept, world.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Equal(kept ? 1 : 2, world.ThingCalls.Count);
    }

    [Fact]
    public void Announce_WithATagOfTheValue_KillsItWhateverItsVersion()
    {
        using var world = WarmWorld(version: 2);

        world.Invalidate(key: "thing:a1", version: 2, tag: "group:a");

        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Read_FromAReplicaThatKeepsLagging_IsAskedAgainAfter50And200MillisecondsThenFails()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Invalidate(key: "thing:a1", version: 2);

        var read = world.ReadAsync("a1");
        foreach (var wait in new[] { 50, 200 })
        {
            var calls = world.ThingCalls.Count;
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
            world.Time.Advance(TimeSpan.FromMilliseconds(wait) - TimeSpan.FromTicks(1));
            pump.RunUntilIdle();
            Assert.Equal(calls, world.ThingCalls.Count);
            world.Time.Advance(TimeSpan.FromTicks(1));
            pump.RunUntilIdle();
            Assert.Equal(calls + 1, world.ThingCalls.Count);
        }

        world.ThingCalls[^1].Return();
        Assert.Equal(ErrorCodes.UpstreamStale, pump.Finish(read)[0].Failure!.Code);
        Assert.Equal(0, world.UnderWay);
    }

    [Fact]
    public void Read_WhileALaggingReplicaIsAskedAgain_JoinsThatFetch()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Invalidate(key: "thing:a1", version: 2);
        var first = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();

        var second = world.ReadAsync("a1");
        world.Versions["a1"] = 2;
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();

        Assert.Equal(2, pump.Finish(first)[0].Value!.Version);
        Assert.Equal(2, pump.Finish(second)[0].Value!.Version);
        Assert.Equal(3, world.ThingCalls.Count);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public void Announce_AVersionThatNeverComes_BlocksTheKeyForAMinuteOnly(int ticks, bool served)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Invalidate(key: "thing:a1", version: 9);
        world.Time.Advance(TimeSpan.FromSeconds(60) + TimeSpan.FromTicks(ticks));

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();

        Assert.Equal(served, read.IsCompletedSuccessfully);
        Assert.Equal(served, world.ReadAsync("a1").IsCompletedSuccessfully); // kept as well: it was fetched after the event
    }

    [Fact]
    public void Announce_AgainTheSameVersion_DoesNotBlockForLonger()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Invalidate(key: "thing:a1", version: 9);
        world.Time.Advance(TimeSpan.FromSeconds(40));
        world.Invalidate(key: "thing:a1", version: 9);
        world.Time.Advance(TimeSpan.FromSeconds(20));

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();

        Assert.Equal(1, pump.Finish(read)[0].Value!.Version);
    }

    [Fact]
    public void Announce_AfterTheFloorHasEnded_StillEndsWhatWasFetchedBefore()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.ThingDefinition.Policy = CacheWorld.Policy with { Ttl = TimeSpan.FromHours(1) };
        world.Invalidate(key: "thing:a1", version: 2);
        world.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Delete_AfterAnAnnouncement_LiftsTheFloor()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Invalidate(key: "thing:a1", version: 2);
        world.Versions.Remove("a1");

        world.Invalidate(key: "thing:a1", version: 3, deleted: true);

        AssertAbsentAndRemembered(world, pump);
    }

    [Fact]
    public void Announce_LateEventOfADeletedEntity_SetsNoFloor()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions.Remove("a1");
        world.Invalidate(key: "thing:a1", version: 3, deleted: true);

        world.Invalidate(key: "thing:a1", version: 2);

        AssertAbsentAndRemembered(world, pump);
    }

    [Fact]
    public void Read_EntityMadeAnewAfterItsDeletion_MayStartAtVersionOneAgain()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 5);
        world.Invalidate(key: "thing:a1", version: 6, deleted: true);
        world.Versions["a1"] = 1;

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();

        Assert.Equal(1, pump.Finish(read)[0].Value!.Version);
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
    }

    private static CacheWorld WarmWorld(int version)
    {
        var world = new CacheWorld();
        world.Versions["a1"] = version;
        world.Warm("a1");
        return world;
    }

    private static void AssertAbsentAndRemembered(CacheWorld world, Pump pump)
    {
        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();
        var result = pump.Finish(read)[0];
        Assert.False(result.IsFound || result.IsFailed);
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
    }
}

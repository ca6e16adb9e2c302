using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Tests.Caching;

/// <summary>The scenarios of the invalidation protocol that concern one instance's memory. Each is what goes wrong when one rule is
/// left out.</summary>
public sealed class ProtocolScenarioTests
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    // R2: the index is written before the count is published.
    [Fact]
    public void S3_ReadInTheMiddleOfAnAppend_DoesNotPassTheOldValueAsChecked()
    {
        var time = new InterruptedTime();
        using var pump = new Pump();
        using var world = new CacheWorld(time: time);
        Warm(world, "a1", version: 1);
        world.Versions["a1"] = 2;

        time.Interruption = () => Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully); // not acknowledged yet, so version 1 may be read
        world.Invalidate(key: "thing:a1", version: 2);

        Assert.Null(time.Interruption);
        AssertFetched(world, pump, version: 2);
    }

    // R7: what the index forgets raises the floor.
    [Fact]
    public void S13_SlotForgotten_ValueOfBeforeIsNotServed()
    {
        using var pump = new Pump();
        using var world = new CacheWorld(invalidation: new InvalidationOptions { MaxSlots = 2 });
        Warm(world, "a1", version: 1);
        world.Versions["a1"] = 2;
        world.Invalidate(key: "thing:a1");

        world.Invalidate(key: "thing:x");
        world.Invalidate(key: "thing:y");

        AssertFetched(world, pump, version: 2);
    }

    // R7: a reader looks up first and reads the floor second.
    [Fact]
    public void S14_SlotForgottenInTheMiddleOfALookUp_ValueOfBeforeIsNotServed()
    {
        var time = new InterruptedTime();
        using var pump = new Pump();
        using var world = new CacheWorld(invalidation: new InvalidationOptions { MaxSlots = 2 }, time: time);
        world.Invalidate(key: "thing:a1"); // so that looking the key up asks the clock
        Warm(world, "a1", version: 1);
        world.Versions["a1"] = 2;
        world.Invalidate(tag: "group:a");

        time.Interruption = () =>
        {
            world.Invalidate(tag: "x");
            world.Invalidate(tag: "y"); // group:a is forgotten between the look-up of the key and its own
        };

        AssertFetched(world, pump, version: 2);
    }

    // R7: a name that is written again is young again; forgetting others must not take it along.
    [Fact]
    public void S15_SlotWrittenAgain_StillKillsWhatItKilled()
    {
        using var pump = new Pump();
        using var world = new CacheWorld(invalidation: new InvalidationOptions { MaxSlots = 2 });
        world.Invalidate(key: "thing:a1");
        world.Invalidate(key: "thing:x");
        Warm(world, "a1", version: 1);
        world.Versions["a1"] = 2;

        world.Invalidate(key: "thing:a1");
        world.Invalidate(key: "thing:y");

        Assert.Equal(2, world.Index.Floor.Seq); // x's record; a1's own is younger and has stayed
        AssertFetched(world, pump, version: 2);
    }

    // R8: the mark never claims more than what was looked up.
    [Fact]
    public void S16_InvalidationBetweenLookUpAndMark_IsSeenByTheNextRead()
    {
        var time = new InterruptedTime();
        using var pump = new Pump();
        using var world = new CacheWorld(time: time);
        world.Invalidate(key: "thing:a1");
        Warm(world, "a1", version: 1);
        world.Versions["a1"] = 2;
        world.Invalidate(tag: "another");

        // The first look at the clock comes before the look-up; at the next one the key's slot has been looked up already.
        time.Interruption = () => time.Interruption = () => world.Invalidate(key: "thing:a1");
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);

        Assert.Null(time.Interruption);
        AssertFetched(world, pump, version: 2);
    }

    // R9: whoever joins re-checks at the end, by tags that nobody knew before.
    [Fact]
    public void S17_JoinedAfterATagWasInvalidated_ReadsAgain()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        var before = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        world.Versions["a1"] = 2;
        world.Invalidate(tag: "group:a");

        var after = world.ReadAsync("a1");
        Assert.Single(world.ThingCalls).Return();

        Assert.Equal(1, pump.Finish(before)[0].Value!.Version);
        Assert.False(after.IsCompleted);
        world.ThingCalls[1].Return();
        Assert.Equal(2, pump.Finish(after)[0].Value!.Version);
    }

    // R10: a fetch is as old as its start.
    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    [InlineData(null, null, "group:?")]
    public void S18_InvalidatedWhileFetched_IsNotKept(string? key, string? tag, string? glob)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        var read = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        world.Versions["a1"] = 2;
        world.Invalidate(key, tag: tag, glob: glob);

        world.ThingCalls[0].Return();

        Assert.Equal(1, pump.Finish(read)[0].Value!.Version); // the read began before
        AssertFetched(world, pump, version: 2);
    }

    // R11: what has been let through is the least that may follow.
    [Fact]
    public void S20_SlowOldAnswerAfterANewOne_IsNeitherDeliveredNorKept()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        var slow = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        world.Versions["a1"] = 2;
        world.Invalidate(key: "thing:a1");
        AssertFetched(world, pump, version: 2);

        world.ThingCalls[0].Return();

        Assert.Equal(2, pump.Finish(slow)[0].Value!.Version);
        Assert.Equal(2, pump.Finish(world.ReadAsync("a1"))[0].Value!.Version);
        Assert.Equal(2, world.ThingCalls.Count);
    }

    // R13: what the log has ended is not served, however the upstream fares.
    [Theory]
    [InlineData(30)]
    [InlineData(90)]
    [InlineData(150)]
    public void S24_UpstreamFailsAfterAnInvalidation_NothingOldIsServed(int secondsOld)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        Warm(world, "a1", version: 1);
        world.Time.Advance(TimeSpan.FromSeconds(secondsOld));
        world.Invalidate(tag: "group:a");

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Fail(Down);

        Assert.Same(Down, pump.Finish(read)[0].Failure);
        Assert.True(world.Request.Stale.IsEmpty);
    }

    // R13: the invalidation may also come while the failing call is under way.
    [Fact]
    public void S24_InvalidatedWhileTheUpstreamFails_NothingOldIsServed()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        Warm(world, "a1", version: 1);
        world.Time.Advance(TimeSpan.FromSeconds(150));
        var read = world.ReadAsync("a1");

        world.Invalidate(key: "thing:a1");
        world.ThingCalls[^1].Fail(Down);

        Assert.True(pump.Finish(read)[0].IsFailed);
    }

    // R18: a replica that lags behind an event is not believed.
    [Fact]
    public void S38_AnnouncedVersionFromALaggingReplica_IsNeitherServedNorKept()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        Warm(world, "a1", version: 1);
        world.Invalidate(key: "thing:a1", version: 2);

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return(); // version 1 once more
        pump.RunUntilIdle();

        Assert.False(read.IsCompleted);
        world.Versions["a1"] = 2;
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();
        Assert.Equal(2, pump.Finish(read)[0].Value!.Version);
    }

    // R19: what has no version is ordered by the start of its fetch.
    [Fact]
    public void S39_SupersededFetchOfAList_DeliversToNobody()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Stamps["l"] = 1;
        var first = world.ReadListAsync("l");
        world.Stamps["l"] = 2;
        world.Invalidate(key: "things:l");
        var second = world.ReadListAsync("l");
        world.ListCalls[1].Read();
        world.Stamps["l"] = 3;

        world.ListCalls[0].Return();
        pump.RunUntilIdle();
        Assert.False(first.IsCompleted); // else it had 3, and the second read 2 after it
        world.ListCalls[1].Return();

        Assert.Equal(2, pump.Finish(first)[0].Value!.Stamp);
        Assert.Equal(2, pump.Finish(second)[0].Value!.Stamp);
        Assert.Equal(2, world.ListCalls.Count);
    }

    private static void Warm(CacheWorld world, string id, int version)
    {
        world.Versions[id] = version;
        world.Warm(id);
    }

    /// <summary>A read calls the upstream, and gets what it says.</summary>
    private static void AssertFetched(CacheWorld world, Pump pump, int version)
    {
        var calls = world.ThingCalls.Count;
        var read = world.ReadAsync("a1");
        Assert.False(read.IsCompleted, "served from memory");
        Assert.Equal(calls + 1, world.ThingCalls.Count);
        world.ThingCalls[^1].Return();
        Assert.Equal(version, pump.Finish(read)[0].Value!.Version);
    }
}

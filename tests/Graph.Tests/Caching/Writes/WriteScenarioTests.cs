using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching.Viewers;

namespace Graph.Tests.Caching.Writes;

/// <summary>The scenarios of the invalidation protocol that concern writes through the cache.</summary>
public sealed class WriteScenarioTests
{
    // R16: a fill is of the write's marker, not of its record.
    [Fact]
    public void S33_AnotherWriteAppendsFirst_TheOlderAnswerIsNotKept()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1");
        world.Writes[0].Make(); // version 2
        world.Versions["a1"] = 3;
        world.Invalidate(key: "thing:a1"); // another's record, which comes first

        world.Writes[0].Return();

        Assert.Equal(2, Done(pump.Finish(write)));
        AssertFetched(world, pump, version: 3);
    }

    [Fact]
    public void S33_AnotherWriteAppendsByATagFirst_TheOlderAnswerIsNotKept()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1", write => write.Touching((stale, _) => stale.Tag("group:a")));
        world.Writes[0].Make();
        world.Versions["a1"] = 3;
        world.Invalidate(tag: "group:a"); // hidden behind our own record of the same tag

        world.Writes[0].Return();
        pump.Finish(write);

        AssertFetched(world, pump, version: 3);
    }

    // The other's record may also come after the answer, while our own is on its way to the log.
    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    public void S33_AnotherWriteAppendsWhileOursIsOnItsWay_TheOlderAnswerIsNotKept(string? key, string? tag, string? glob)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var log = new GatedLog(world.Index);
        world.WriteLog = log;
        var write = world.WriteAsync("a1", write => write.Touching((stale, _) => stale.Tag("group:a").Pattern("thing:*")));
        world.Writes[0].Return();
        pump.RunUntilIdle();
        world.Versions["a1"] = 3;
        world.Invalidate(key, tag: tag, glob: glob);

        log.Appends[0].Acknowledge();
        pump.Finish(write);

        AssertFetched(world, pump, version: 3);
    }

    // R16 and R7: what the index has forgotten since the marker may have been of this key.
    [Fact]
    public void S34_TheOthersRecordIsForgotten_TheOlderAnswerIsNotKept()
    {
        using var pump = new Pump();
        using var world = new CacheWorld(invalidation: new InvalidationOptions { MaxSlots = 2 });
        world.Versions["a1"] = 1;
        world.Warm("a1");
        var write = world.WriteAsync("a1");
        world.Writes[0].Make();
        world.Versions["a1"] = 3;
        world.Invalidate(key: "thing:a1");
        world.Invalidate(tag: "x");
        world.Invalidate(tag: "y");

        world.Writes[0].Return();
        pump.Finish(write);

        AssertFetched(world, pump, version: 3);
    }

    // R16: nothing orders an unversioned answer among others.
    [Fact]
    public void S35_UnversionedAnswerAfterANewerRead_IsNotKept()
    {
        using var pump = new Pump();
        var plain = new EntitySource<Thing>("Plain", thing => thing.Id);
        var definition = new EntityDefinition<Thing>(plain, "Tests") { Policy = CacheWorld.Policy };
        using var world = new CacheWorld(more: definition);
        world.Versions["a1"] = 1;
        definition.FetchBatch((ids, _) => ValueTask.FromResult<LoadResult<Thing>[]>([new Thing(ids[0], world.Versions[ids[0]])]));
        Task<LoadResult<Thing>[]> Read() => world.Cache.Of<Thing>(plain).ReadManyAsync([new ReadKey("a1")], world.Request).AsTask();
        var write = world.WriterOf(world.Request).Change(plain, "a1").SendAsync(world.SendTo("a1")).AsTask();
        world.Writes[0].Make(); // state 2
        world.Versions["a1"] = 3;
        Assert.Equal(3, pump.Finish(Read())[0].Value!.Version);

        world.Writes[0].Return();
        pump.Finish(write);

        Assert.Equal(3, pump.Finish(Read())[0].Value!.Version);
    }

    // R17: what is not true yet is never stored.
    [Fact]
    public void S36_OptimisticValue_IsOnlyItsViewers()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var ann = ViewerWorld.As("ann");
        var write = world.WriteAsync("a1", write => write.Showing(thing => thing with { Shown = "new" }), ann);

        Assert.Equal("new", ReadAtOnce(world, ann).Shown);
        Assert.Equal("", ReadAtOnce(world, ViewerWorld.As("bob")).Shown);
        Assert.Equal("", ReadAtOnce(world, ViewerWorld.As(null)).Shown);
        world.Writes[0].Answer(new WriteResult<Thing>.Refused(GatedWrite.No));
        pump.Finish(write);
        Assert.Equal("", ReadAtOnce(world, ann).Shown);
    }

    // R17: the overlay ends when its record has been applied, not before.
    [Fact]
    public void S37_ReadBetweenAnswerAndRecord_StillShowsTheChange()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var log = new GatedLog(world.Index);
        world.WriteLog = log;
        var ann = ViewerWorld.As("ann");
        var write = world.WriteAsync("a1", write => write.Showing(thing => thing with { Shown = "new" }), ann);
        world.Writes[0].Return();
        pump.RunUntilIdle();

        var before = ReadAtOnce(world, ann);
        log.Appends[0].Acknowledge();
        pump.Finish(write);
        var after = ReadAtOnce(world, ann);

        Assert.Equal((1, "new"), (before.Version, before.Shown));
        Assert.Equal((2, ""), (after.Version, after.Shown));
    }

    // A read that has found the value of before, and comes to the overlays when they are gone.
    [Fact]
    public void S37_RecordAppliedInTheMiddleOfARead_ShowsTheChange()
    {
        var time = new InterruptedTime();
        using var pump = new Pump();
        using var world = new CacheWorld(time: time);
        world.Invalidate(key: "thing:a1"); // so that looking the key up asks the clock
        world.Versions["a1"] = 1;
        world.Warm("a1");
        world.Invalidate(tag: "another");
        var ann = ViewerWorld.As("ann");
        var write = world.WriteAsync("a1", write => write.Showing(thing => thing with { Shown = "new" }), ann);
        time.Interruption = () =>
        {
            world.Writes[0].Return();
            pump.Finish(write);
        };

        var read = pump.Finish(world.ReadAsAsync(ann, "a1"))[0].Value!;

        Assert.Null(time.Interruption);
        Assert.True(read.Version == 2 || read.Shown == "new", $"{read}: neither before nor after");
    }

    // R17: nobody knows, so all is read anew.
    [Fact]
    public void S37_UnknownOutcome_RollsBackAndReadsAnew()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var ann = ViewerWorld.As("ann");
        var write = world.WriteAsync("a1", write => write.Showing(thing => thing with { Shown = "new" }), ann);
        world.Writes[0].Make().Answer(new WriteResult<Thing>.Failed(new Failure(ErrorCodes.OutcomeUnknown, "lost")));
        pump.Finish(write);

        var read = world.ReadAsAsync(ann, "a1");
        world.ThingCalls[^1].Return();

        Assert.Equal(new Thing("a1", 2), pump.Finish(read)[0].Value);
    }

    // R18: after a write a replica that lags behind is not believed either, though the answer was not kept.
    [Fact]
    public void S38_ReplicaLagsBehindTheWrite_IsNotBelieved()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1");
        world.Writes[0].Return();
        pump.Finish(write);
        world.Invalidate(tag: "group:a"); // the written value falls
        world.Versions["a1"] = 1; // a replica that has not heard of it

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();
        Assert.False(read.IsCompleted);
        world.Versions["a1"] = 2;
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();

        Assert.Equal(2, pump.Finish(read)[0].Value!.Version);
    }

    // R18: whenever the write's own event comes, it is the same change.
    [Theory]
    [InlineData("before")]
    [InlineData("between")]
    [InlineData("after")]
    public void Echo_OfAWrite_KeepsTheEntityAndItsListsFallAgain(string when)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.WarmList("l");
        var events = new EventMap(world.Ids);
        events.Add("thing.updated", "Tests", (change, stale) => stale.Changed(CacheWorld.Things, change).Tag("list:l"));
        var echo = events.RecordOf(new ChangeEvent("thing.updated", "a1", 2, new Dictionary<string, string>()));
        var log = new GatedLog(world.Index);
        world.WriteLog = log;
        void Echo(string now) => _ = now == when ? world.Index.Apply(echo) : default;

        var write = world.WriteAsync("a1", write => write.Touching((stale, _) => stale.Tag("list:l")));
        world.Writes[0].Make();
        Echo("before");
        world.Writes[0].Return();
        pump.RunUntilIdle();
        Echo("between");
        log.Appends[0].Acknowledge();
        pump.Finish(write);
        Echo("after");
        world.Index.Apply(echo); // and once more

        Assert.Equal(2, ReadAtOnce(world, world.Request).Version);
        Assert.Single(world.ThingCalls);
        Assert.False(world.ReadListAsync("l").IsCompleted);
    }

    [Fact]
    public void Fill_TagsOfItsOwnRecord_DoNotPreventIt()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var write = world.WriteAsync("a1", write => write.Touching((stale, _) => stale.Tag("group:a").Pattern("thing:*").Entity(CacheWorld.Things, "a1")));
        world.Writes[0].Return();
        pump.Finish(write);

        Assert.Equal(2, ReadAtOnce(world, world.Request).Version);
    }

    [Fact]
    public void Fill_ANewerVersionAnnouncedMeanwhile_PreventsIt()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1");
        world.Writes[0].Make();
        world.Versions["a1"] = 3;
        world.Invalidate(key: "thing:a1", version: 3);

        world.Writes[0].Return();
        pump.Finish(write);

        AssertFetched(world, pump, version: 3);
    }

    [Fact]
    public void Fill_ANewerVersionReadMeanwhile_StaysAsItIs()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1");
        world.Writes[0].Make();
        world.Versions["a1"] = 3;
        world.Cache.Memory.RemoveWhere(_ => true);
        world.Warm("a1");

        world.Writes[0].Return();
        pump.Finish(write);

        Assert.Equal(3, ReadAtOnce(world, world.Request).Version);
    }

    // A floor for what is gone would block its key.
    [Theory]
    [InlineData(null)]
    [InlineData(3L)]
    public void Fill_DeletedMeanwhile_LeavesTheAbsenceReadable(long? version)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var write = world.WriteAsync("a1");
        world.Writes[0].Make();
        world.Versions.Remove("a1");
        world.Invalidate(key: "thing:a1", version: version, deleted: true);

        world.Writes[0].Return();
        pump.Finish(write);

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Return();
        Assert.False(pump.Finish(read)[0] is { IsFound: true } or { IsFailed: true });
    }

    // Promise 3: a fetch that began before the write and comes back after it.
    [Fact]
    public void Fill_SlowFetchOfBefore_DoesNotComeAfterIt()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = 1;
        var slow = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        var write = world.WriteAsync("a1");
        world.Writes[0].Return();
        pump.Finish(write);

        world.ThingCalls[0].Return();
        pump.RunUntilIdle();
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();

        Assert.Equal(2, pump.Finish(slow)[0].Value!.Version);
        Assert.Equal(2, ReadAtOnce(world, world.Request).Version);
    }

    private static CacheWorld WarmWorld()
    {
        var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Warm("a1");
        return world;
    }

    private static int Done(WriteResult<Thing> result) => Assert.IsType<WriteResult<Thing>.Done>(result).Value.Version;

    private static Thing ReadAtOnce(CacheWorld world, LoadRequest request)
    {
        var read = world.ReadAsAsync(request, "a1");
        Assert.True(read.IsCompletedSuccessfully, "not in memory");
        return read.GetAwaiter().GetResult()[0].Value!;
    }

    private static void AssertFetched(CacheWorld world, Pump pump, int version)
    {
        var read = world.ReadAsync("a1");
        Assert.False(read.IsCompleted, "served from memory");
        world.ThingCalls[^1].Return();
        Assert.Equal(version, pump.Finish(read)[0].Value!.Version);
    }
}

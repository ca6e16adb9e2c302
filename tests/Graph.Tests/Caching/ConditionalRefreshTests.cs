using Graph.Caching;
using Graph.Caching.Flights;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Tests.Caching;

/// <summary>What the upstream has not changed is revived as of the start of the fetch that asked, and only then.</summary>
public sealed class ConditionalRefreshTests
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    [Fact]
    public void Read_FirstFetch_IsABatchWithoutAVersion()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.Versions["a1"] = world.Cache.Versions["a2"] = 1;

        var read = world.Cache.ReadAsync("a1", "a2");
        var call = Assert.Single(world.Cache.ThingCalls);
        call.Return();

        Assert.All(pump.Finish(read), result => Assert.Equal(1, result.Value!.Version));
        Assert.Null(call.Context.KnownVersion);
        Assert.Empty(world.SingleCalls);
    }

    [Fact]
    public void Read_ExpiredAndUnchanged_IsTheCopyFreshFromTheStartOfTheFetch()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");

        var read = world.Cache.ReadAsync("a1");
        world.Cache.Time.Advance(TimeSpan.FromSeconds(1)); // while it is under way
        Assert.Equal(7, Assert.Single(world.SingleCalls).Context.KnownVersion);
        world.SingleCalls[0].Return();
        Assert.Equal(new Thing("a1", 7), pump.Finish(read)[0].Value);

        world.Cache.Time.Advance(CacheWorld.Policy.Ttl - TimeSpan.FromSeconds(1.001));
        Assert.True(world.Cache.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Single(world.SingleCalls);
        world.Cache.Time.Advance(TimeSpan.FromMilliseconds(1)); // stale: the ttl counts from the start, not from the answer
        Assert.True(world.Cache.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Equal(2, world.SingleCalls.Count);
        Assert.Single(world.Cache.ThingCalls);
    }

    [Fact]
    public void Read_StaleAndUnchanged_IsServedAtOnceAndRevivedBehind()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.Versions["a1"] = 7;
        world.Cache.Warm("a1");
        world.Cache.Time.Advance(CacheWorld.Policy.Ttl);

        var stale = world.Cache.ReadAsync("a1");

        Assert.True(stale.IsCompletedSuccessfully);
        Assert.Equal(7, Assert.Single(world.SingleCalls).Context.KnownVersion);
        world.SingleCalls[0].Return();
        pump.RunUntilIdle();
        world.Cache.Time.Advance(CacheWorld.Policy.Ttl - TimeSpan.FromMilliseconds(1));
        Assert.True(world.Cache.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Single(world.SingleCalls);
    }

    [Fact]
    public void Read_ExpiredAndChanged_IsReplaced()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        world.Cache.Versions["a1"] = 8;

        var read = world.Cache.ReadAsync("a1");
        Assert.Single(world.SingleCalls).Return();

        Assert.Equal(new Thing("a1", 8, "sent"), pump.Finish(read)[0].Value);
        Assert.Equal(new Thing("a1", 8, "sent"), pump.Finish(world.Cache.ReadAsync("a1"))[0].Value);
        Assert.Single(world.SingleCalls);
    }

    [Fact]
    public void Read_ExpiredAndGone_IsNotFound()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        world.Cache.Versions["a1"] = 0;

        var read = world.Cache.ReadAsync("a1");
        Assert.Single(world.SingleCalls).Return();

        var result = pump.Finish(read)[0];
        Assert.False(result.IsFound || result.IsFailed || result.IsUnchanged);
    }

    [Fact]
    public void Read_ExpiredAndFailing_IsTheCopyForErrors()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");

        var read = world.Cache.ReadAsync("a1");
        Assert.Single(world.SingleCalls).Fail(Down);

        Assert.Equal(new Thing("a1", 7), pump.Finish(read)[0].Value);
        Assert.False(world.Cache.Request.Stale.IsEmpty);
    }

    // R10: a 304 is as old as the start of the fetch that asked; never as its end.
    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    public void S19_InvalidatedWhileA304IsUnderWay_DoesNotReviveTheCopy(string? key, string? tag, string? glob)
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var before = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read(); // 304
        world.Cache.Versions["a1"] = 8;
        world.Cache.Invalidate(key, tag: tag, glob: glob);

        world.SingleCalls[0].Return();

        Assert.Equal(7, pump.Finish(before)[0].Value!.Version); // it began before
        var after = world.Cache.ReadAsync("a1");
        Assert.False(after.IsCompleted, "the 304 has revived what was invalidated after its fetch began");
        pump.RunUntilIdle();
        (world.SingleCalls.Count > 1 ? world.SingleCalls[^1] : world.Cache.ThingCalls[^1]).Return();
        Assert.Equal(8, pump.Finish(after)[0].Value!.Version);
    }

    // R9: who joins after the record re-checks at the end, also where nothing was sent.
    [Fact]
    public void S17_JoinedAfterATagWasInvalidatedAndA304Comes_ReadsAgain()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var before = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read();
        world.Cache.Versions["a1"] = 8;
        world.Cache.Invalidate(tag: "group:a");

        var after = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Return();

        Assert.Equal(7, pump.Finish(before)[0].Value!.Version);
        Assert.False(after.IsCompleted);
        world.Cache.ThingCalls[^1].Return(); // what it invalidated is gone, so this is a first fetch
        Assert.Equal(8, pump.Finish(after)[0].Value!.Version);
    }

    // R13: what is dead may not be served; the upstream's word of now revives it all the same.
    [Fact]
    public void Read_DeadAndUnchanged_IsRevivedByAFetchThatBeganAfterTheRecord()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.Versions["a1"] = 7;
        world.Cache.Warm("a1");
        world.Cache.Invalidate(tag: "group:a");

        var read = world.Cache.ReadAsync("a1");
        Assert.False(read.IsCompleted);
        Assert.Equal(7, Assert.Single(world.SingleCalls).Context.KnownVersion);
        world.SingleCalls[0].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.True(world.Cache.ReadAsync("a1").IsCompletedSuccessfully);
        Assert.Single(world.SingleCalls);
    }

    [Fact]
    public void Read_NewerVersionAnnounced_DoesNotSendTheOldOne()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.Versions["a1"] = 7;
        world.Cache.Warm("a1");
        world.Cache.Versions["a1"] = 8;
        world.Cache.Invalidate(key: "thing:a1", version: 8);

        var read = world.Cache.ReadAsync("a1");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(8, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    // After a purge the upstream may have been restored, and after a deletion it begins anew: "7" may be another 7 then.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PurgedOrDeleted_DoesNotSendTheVersionOfBefore(bool purge)
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.Versions["a1"] = 7;
        world.Cache.Warm("a1");
        world.Cache.Invalidate(key: "thing:a1", deleted: !purge, purge: purge);

        var read = world.Cache.ReadAsync("a1");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    [Fact]
    public void Read_IndexHasForgottenWhatCame_DoesNotSendTheVersionOfBefore()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld(new InvalidationOptions { MaxSlots = 1 });
        world.Cache.Versions["a1"] = 7;
        world.Cache.Warm("a1");
        world.Cache.Invalidate(key: "thing:a1", purge: true);
        world.Cache.Invalidate(key: "thing:x"); // the purge is forgotten, and the floor stands for it

        var read = world.Cache.ReadAsync("a1");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    // The donor is gone as such: nobody can tell which 7 the upstream meant. It is asked again, without a version.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PurgedOrDeletedWhileA304IsUnderWay_AsksAgainWithoutAVersion(bool purge)
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var read = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read(); // 304
        world.Cache.Versions["a1"] = 3;
        world.Cache.Invalidate(key: "thing:a1", deleted: !purge, purge: purge);

        world.SingleCalls[0].Return();
        pump.RunUntilIdle();
        world.Cache.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        var again = world.Cache.ThingCalls[^1];
        again.Return();

        Assert.Null(again.Context.KnownVersion);
        Assert.Equal(3, pump.Finish(read)[0].Value!.Version);
        Assert.Single(world.SingleCalls);
    }

    // This instance has appended something (its place is known), and has not read another's purge before it. The purge ends what a 304
    // has revived, whether it is read before the 304 has come or after.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PurgeOfAnotherInstanceIsReadLate_EndsWhatA304HasRevived(bool whileUnderWay)
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var (known, purge) = (world.Cache.Index.Known, new InvalidationRecord([new KeyInvalidation("thing:a1")], [], []) { ForgetsVersions = true });
        world.Cache.Index.RaiseKnown(new Position(known.Epoch, known.Id + 9));
        var read = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read();
        if (whileUnderWay)
        {
            world.Cache.Index.Apply(purge, new Position(known.Epoch, known.Id + 7));
        }

        world.SingleCalls[0].Return();
        pump.RunUntilIdle();
        if (!whileUnderWay)
        {
            Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
            world.Cache.Index.Apply(purge, new Position(known.Epoch, known.Id + 7));
            read = world.Cache.ReadAsync("a1");
        }

        world.Cache.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        Assert.False(read.IsCompleted);
        Assert.Null(world.Cache.ThingCalls[^1].Context.KnownVersion);
        world.Cache.ThingCalls[^1].Return();
        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Equal(2, world.Cache.ThingCalls.Count);
    }

    // R14: what this instance has is of another epoch than what the client has seen, and so is what it knows of versions.
    [Fact]
    public void Read_PastEveryCache_SendsNoVersion()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        world.Cache.Request = world.Cache.Request with { PassesCaches = true };

        var read = world.Cache.ReadAsync("a1");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    // Memory may have let go of it meanwhile; the flight that has sent its version still holds it.
    [Fact]
    public void Read_CopyLeavesMemoryWhileA304IsUnderWay_IsRevived()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var read = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read();
        Assert.Equal(1, world.Cache.Cache.Memory.RemoveWhere(_ => true));

        world.SingleCalls[0].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.True(world.Cache.ReadAsync("a1").IsCompletedSuccessfully);
    }

    [Fact]
    public void Read_NewerVersionLetThroughWhileA304IsUnderWay_IsNotTurnedBack()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var read = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read();
        var write = world.Cache.WriteAsync("a1");
        pump.RunUntilIdle();
        world.Cache.Writes[^1].Return();
        Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(write));

        world.SingleCalls[0].Return();
        pump.RunUntilIdle();
        world.Cache.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        Assert.False(read.IsCompleted); // refused, and asked again without a version
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(8, pump.Finish(read)[0].Value!.Version);
        Assert.Equal(8, pump.Finish(world.Cache.ReadAsync("a1"))[0].Value!.Version);
    }

    // What came along with a list is announced by nobody; that it was let through is enough.
    [Fact]
    public void Read_NewerVersionComesAlongWhileA304IsUnderWay_AsksAgainWithoutTheOldOne()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1");
        var read = world.Cache.ReadAsync("a1");
        world.SingleCalls[0].Read();
        world.Cache.Versions["a1"] = 8;
        var start = new BatchStart(world.Cache.Index.Now, Order: 0, world.Cache.Time.GetTimestamp());
        world.Cache.Cache.Of<Thing>(CacheWorld.Things).Prime([new Thing("a1", 8)], thing => thing.Id, start, BatchOwner.Everybody);

        world.SingleCalls[0].Return();
        pump.RunUntilIdle();
        world.Cache.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();

        Assert.Single(world.SingleCalls);
        world.Cache.ThingCalls[^1].Return();
        Assert.Equal(8, pump.Finish(read)[0].Value!.Version);
    }

    [Fact]
    public void Read_ManyExpired_AskEachByItself()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "a1", "a2", "a3");
        world.Cache.Versions["a4"] = 1;
        world.Cache.Request = new LoadRequest("test", CancellationToken.None);

        var read = world.Cache.ReadAsync("a1", "a2", "a3", "a4");

        Assert.Equal(["a1", "a2", "a3"], world.SingleCalls.SelectMany(call => call.Keys));
        Assert.Equal(["a4"], world.Cache.ThingCalls[^1].Keys);
        Assert.Equal(4, world.Cache.Request.UpstreamCalls);
        world.SingleCalls.ForEach(call => call.Return());
        world.Cache.ThingCalls[^1].Return();
        Assert.Equal([7, 7, 7, 1], pump.Finish(read).Select(result => result.Value!.Version));
    }

    [Fact]
    public void Read_IdThatNoPathTakes_IsReadInABatch()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.WarmAndExpire(version: 7, "..");

        var read = world.Cache.ReadAsync("..");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    [Fact]
    public void Read_NotConfigured_IsABatch()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.ThingDefinition.RefreshesConditionally = false;
        world.WarmAndExpire(version: 7, "a1");

        var read = world.Cache.ReadAsync("a1");
        world.Cache.ThingCalls[^1].Return();

        Assert.Equal(7, pump.Finish(read)[0].Value!.Version);
        Assert.Empty(world.SingleCalls);
    }

    [Fact]
    public void Read_BatchThatSaysUnchanged_IsADefectAndNeverAnAnswer()
    {
        using var pump = new Pump();
        using var world = new ConditionalWorld();
        world.Cache.ThingDefinition.FetchBatch((_, _) => ValueTask.FromResult<LoadResult<Thing>[]>([LoadResult<Thing>.Unchanged]));

        var result = pump.Finish(world.Cache.ReadAsync("a1"))[0];

        Assert.Equal(ErrorCodes.Internal, result.Failure!.Code);
        Assert.Equal(0, world.Cache.UnderWay);
    }

    [Fact]
    public void Problem_SingleReadOfWhatHasNoVersion_IsTold()
    {
        var definition = new EntityDefinition<Thing>(new EntitySource<Thing>("Plain", thing => thing.Id), "Tests");
        definition.FetchBatch((_, _) => throw new NotSupportedException()).FetchOne((_, _) => throw new NotSupportedException());

        Assert.Equal("Entity 'Plain' of domain Tests has FetchOne and no version to ask by.", definition.Problem);
    }
}

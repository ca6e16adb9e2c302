using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Domains.Abstractions;
using Graph.Tests.Caching.Viewers;
using Graph.Tests.Execution;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Caching.Writes;

/// <summary>What a viewer is shown before it is true, and for how long.</summary>
public sealed class OverlayTests
{
    private static readonly LoadRequest Ann = ViewerWorld.As("ann");

    [Fact]
    public void Showing_SeveralChanges_AreLaidInTheirOrderOverTheNewestState()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        Show(world, "x");
        Show(world, "y");

        Assert.Equal("xy", Read(world, pump).Shown);
        world.Cache.Memory.RemoveWhere(_ => true);
        world.Versions["a1"] = 5;

        Assert.Equal(new Thing("a1", 5, "xy"), Read(world, pump));
    }

    [Fact]
    public void Showing_MarksTheRequestsThatSeeIt()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        Show(world, "x");
        var (ann, bob) = (ViewerWorld.As("ann"), ViewerWorld.As("bob"));

        pump.Finish(world.ReadAsAsync(ann, "a1"));
        pump.Finish(world.ReadAsAsync(bob, "a1"));

        Assert.True(ann.SawOptimistic);
        Assert.False(bob.SawOptimistic);
    }

    [Fact]
    public void Showing_WhatIsNotThere_ShowsNothing()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Warm("a1");
        Show(world, "x");
        var ann = ViewerWorld.As("ann");

        Assert.False(pump.Finish(world.ReadAsAsync(ann, "a1"))[0].IsFound);
        Assert.False(ann.SawOptimistic);
    }

    [Fact]
    public void Judging_SeesTheEntityAsItIs()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        Show(world, "x");
        var judged = "";

        _ = world.WriteAsync("a1", write => write.Allowing(thing =>
        {
            judged = thing.ToString();
            return null;
        }), Ann);

        Assert.Equal(new Thing("a1", 1).ToString(), judged);
    }

    // Of what everybody may read, "anonymous" is everybody.
    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Showing_ToTheAnonymous_OnlyWhereTheIdIsWhatLetsThemRead(bool isPrivate, bool secretIds, bool isShown)
    {
        using var pump = new Pump();
        var baskets = new EntitySource<Thing>("Basket", thing => thing.Id, thing => thing.Version, secretIds: secretIds);
        var definition = new EntityDefinition<Thing>(baskets, "Tests") { Policy = CacheWorld.Policy with { Scope = isPrivate ? CacheScope.Private : CacheScope.Public } };
        definition.FetchBatch((ids, _) => ValueTask.FromResult<LoadResult<Thing>[]>([new Thing(ids[0], 1)]));
        using var world = new CacheWorld(more: definition);
        _ = world.WriterOf(ViewerWorld.As(null)).Change(baskets, "s").Showing(thing => thing with { Shown = "x" }).SendAsync(world.SendTo("s")).AsTask();
        LoadResult<Thing> Read(LoadRequest request) => pump.Finish(world.Cache.Of<Thing>(baskets).ReadManyAsync([new ReadKey("s")], request).AsTask())[0];

        Assert.Equal(isShown ? "x" : "", Read(ViewerWorld.As(null)).Value!.Shown);
        Assert.Equal("", Read(Ann).Value!.Shown);
    }

    [Theory]
    [InlineData("kill", true)]
    [InlineData("glob", true)]
    [InlineData("purge", true)]
    [InlineData("delete", true)]
    [InlineData("newer", true)]
    [InlineData("known", false)]
    [InlineData("older", false)]
    [InlineData("another", false)]
    public void Showing_AfterAnothersInvalidation_IsDroppedOnlyByWhatIsNew(string what, bool isDropped)
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 3);
        Show(world, "x");

        Action invalidate = what switch
        {
            "kill" => () => world.Invalidate(key: "thing:a1"),
            "glob" => () => world.Invalidate(glob: "thing:*"),
            "purge" => () => world.Invalidate(key: "thing:a1", purge: true),
            "delete" => () => world.Invalidate(key: "thing:a1", deleted: true),
            "newer" => () => world.Invalidate(key: "thing:a1", version: ++world.Versions["a1"]),
            "known" => () => world.Invalidate(key: "thing:a1", version: 3),
            "older" => () => world.Invalidate(key: "thing:a1", version: 2),
            _ => () => world.Invalidate(key: "thing:a2"),
        };
        invalidate();

        Assert.Equal(isDropped ? "" : "x", Read(world, pump).Shown);
    }

    [Fact]
    public void Showing_AfterTheViewersOwnRecords_Stays()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var first = Show(world, "x");
        Show(world, "y");
        Show(world, "z");

        world.Writes[0].Return();
        pump.Finish(first);
        Assert.Equal(new Thing("a1", 2, "yz"), Read(world, pump));
        world.Writes[1].Answer(new WriteResult<Thing>.Failed(new Failure(ErrorCodes.OutcomeUnknown, "lost")));
        pump.RunUntilIdle();

        Assert.Equal(new Thing("a1", 2, "z"), Read(world, pump));
    }

    // Our own record lands on top of another's, and must not hide it.
    [Fact]
    public void Showing_AfterAnothersRecordAndThenOnesOwn_StaysDropped()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var first = Show(world, "x");
        Show(world, "y");
        world.Invalidate(key: "thing:a1");

        world.Writes[0].Return();
        pump.Finish(first);

        Assert.Equal(new Thing("a1", 2), Read(world, pump));
    }

    [Fact]
    public void Showing_WhileAConflictIsRepeated_Stays()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Versions["a1"] = 2;
        var write = world.WriteAsync("a1", write => write.Expecting(null).Showing(thing => thing with { Shown = "x" }), Ann);

        world.Writes[0].Return();
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();

        Assert.Equal(new Thing("a1", 2, "x"), Read(world, pump));
        world.Writes[1].Return();
        pump.Finish(write);
        Assert.Equal(new Thing("a1", 3), Read(world, pump));
    }

    public static TheoryData<string> Failures { get; } = ["conflict", "not found", "refused", "failed"];

    // At once, not when the log has taken the record.
    [Theory]
    [MemberData(nameof(Failures))]
    public void Showing_WhatHasNotComeAbout_EndsBeforeTheRecord(string outcome)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.WriteLog = new GatedLog(world.Index);
        _ = world.WriteAsync("a1", write => write.Expecting(1).Showing(thing => thing with { Shown = "x" }), Ann);

        world.Writes[0].Answer(outcome switch
        {
            "conflict" => new WriteResult<Thing>.Conflict(2),
            "not found" => new WriteResult<Thing>.NotFound(),
            "refused" => new WriteResult<Thing>.Refused(GatedWrite.No),
            _ => new WriteResult<Thing>.Failed(new Failure(ErrorCodes.UpstreamUnavailable, "down")),
        });
        pump.RunUntilIdle();

        Assert.Equal("", Read(world, pump).Shown);
        Assert.Equal(0, world.Cache.Overlays.Count);
    }

    [Fact]
    public void Showing_AChangeThatThrows_IsLoggedOnceAndSkipped()
    {
        using var lines = new CapturingLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        using var pump = new Pump();
        using var world = WarmWorld(loggers: loggers);
        _ = world.WriteAsync("a1", write => write.Showing(_ => throw new InvalidOperationException("a defect")), Ann);
        Show(world, "y");

        Read(world, pump);

        Assert.Equal("y", Read(world, pump).Shown);
        Assert.Single(lines.At(LogLevel.Error), line => line.Contains("threw and is not shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Showing_MoreThanAKeyHolds_IsWrittenWithoutBeingShown()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var writes = Enumerable.Range(0, 17).Select(i => Show(world, $"{i % 10}")).ToArray();

        Assert.Equal("0123456789012345", Read(world, pump).Shown);
        world.Writes[16].Return();
        Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(writes[16]));
        Assert.Equal(16, world.Cache.Overlays.Count);
    }

    [Fact]
    public void Showing_MoreThanMaxOverlays_IsWrittenWithoutBeingShown()
    {
        using var pump = new Pump();
        using var world = WarmWorld(options => options.MaxOverlays = 1);
        var first = Show(world, "x");
        var second = world.WriteAsync("b1", write => write.Showing(thing => thing with { Shown = "y" }), Ann);
        world.Versions["b1"] = 1;
        world.Warm("b1");

        Assert.Equal("", pump.Finish(world.ReadAsAsync(Ann, "b1"))[0].Value!.Shown);
        world.Writes.ForEach(write => write.Return());
        pump.Finish(first);
        pump.Finish(second);
        Assert.Equal(0, world.Cache.Overlays.Count);
        Show(world, "z");
        Assert.Equal("z", Read(world, pump).Shown);
    }

    // What the buyer saw, pending changes included, is never bought at another version.
    [Fact]
    public void Expecting_AVersionWithChangesPending_WaitsForThem()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var pending = Show(world, "x");

        var checkout = world.WriteAsync("a1", write => write.Expecting(1), Ann);
        var another = world.WriteAsync("a1", write => write.Expecting(1), ViewerWorld.As("bob"));
        pump.RunUntilIdle();
        Assert.Equal(2, world.Writes.Count); // the pending one and bob's
        world.Writes[0].Return();
        pump.Finish(pending);
        pump.RunUntilIdle();
        world.Writes[1].Return();
        world.Writes[2].Return();

        Assert.Equal(2, Assert.IsType<WriteResult<Thing>.Conflict>(pump.Finish(checkout)).CurrentVersion);
        Assert.IsType<WriteResult<Thing>.Conflict>(pump.Finish(another));
    }

    [Fact]
    public void Expecting_ARequestThatEndsWhileItWaits_SendsNothing()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        using var gone = new CancellationTokenSource();
        Show(world, "x");

        var checkout = world.WriteAsync("a1", write => write.Expecting(1), Ann with { Cancellation = gone.Token });
        gone.Cancel();
        pump.RunUntilIdle();

        Assert.True(checkout.IsCanceled);
        Assert.Single(world.Writes);
    }

    // The promise of the marker in the response: what is stored stays as it was.
    [Fact]
    public void Showing_NeverChangesWhatIsStored()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Cache.Memory.RemoveWhere(_ => true);
        Show(world, "x");

        Read(world, pump); // fetched while the change is pending
        world.Writes[0].Answer(new WriteResult<Thing>.Refused(GatedWrite.No));
        pump.RunUntilIdle();

        Assert.Equal(new Thing("a1", 1), Read(world, pump));
    }

    private static CacheWorld WarmWorld(Action<EntityCacheOptions>? configure = null, int version = 1, ILoggerFactory? loggers = null)
    {
        var world = new CacheWorld(configure, loggers: loggers);
        world.Versions["a1"] = version;
        world.Warm("a1");
        return world;
    }

    private static Task<WriteResult<Thing>> Show(CacheWorld world, string change) =>
        world.WriteAsync("a1", write => write.Showing(thing => thing with { Shown = thing.Shown + change }), Ann);

    private static Thing Read(CacheWorld world, Pump pump)
    {
        var read = world.ReadAsAsync(Ann, "a1");
        if (!read.IsCompleted)
        {
            world.ThingCalls[^1].Return();
        }

        return pump.Finish(read)[0].Value!;
    }
}

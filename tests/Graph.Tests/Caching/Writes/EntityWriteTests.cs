using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;
using Graph.Tests.Caching.Viewers;
using Graph.Upstreams;

namespace Graph.Tests.Caching.Writes;

/// <summary>What one write does, step by step.</summary>
public sealed class EntityWriteTests
{
    private static readonly Failure Forbidden = new(ErrorCodes.Forbidden, "not yours");

    [Fact]
    public void Send_Written_IsReadFromThenOnWithoutAnUpstreamCall()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var result = Write(world, pump);

        Assert.Equal(2, Assert.IsType<WriteResult<Thing>.Done>(result).Value.Version);
        Assert.Equal(2, ReadAtOnce(world).Version);
        Assert.Single(world.ThingCalls); // the one that warmed
        Assert.Null(world.Writes[0].IfMatch);
    }

    [Fact]
    public void Send_WithoutAVersionOfTheSource_IsNeverKept()
    {
        using var pump = new Pump();
        var plain = new EntitySource<Thing>("Plain", thing => thing.Id);
        var definition = new EntityDefinition<Thing>(plain, "Tests") { Policy = CacheWorld.Policy };
        var fetches = 0;
        definition.FetchBatch((ids, _) =>
        {
            fetches++;
            return ValueTask.FromResult<LoadResult<Thing>[]>([new Thing(ids[0], 0)]);
        });
        using var world = new CacheWorld(more: definition);
        world.Versions["a1"] = 1;
        Task<LoadResult<Thing>[]> Read() => world.Cache.Of<Thing>(plain).ReadManyAsync([new ReadKey("a1")], world.Request).AsTask();
        pump.Finish(Read());

        var write = world.WriterOf(world.Request).Change(plain, "a1").SendAsync(world.SendTo("a1")).AsTask();
        world.Writes[0].Return();
        pump.Finish(write);
        pump.Finish(Read());

        Assert.Equal(2, fetches);
    }

    [Fact]
    public void Send_WithoutACache_AppendsOnly()
    {
        using var pump = new Pump();
        using var world = new CacheWorld(options => options.Enabled = false) { AnswersAtOnce = true };
        world.Versions["a1"] = 1;

        var result = pump.Finish(world.WriteAsync("a1", write => write.Allowing(_ => null).Showing(thing => thing with { Shown = "x" })));

        Assert.IsType<WriteResult<Thing>.Done>(result);
        Assert.Equal(1, world.Writes[0].IfMatch);
        Assert.Equal(1, world.Index.Seq);
        Assert.Equal(0, world.Cache.Memory.Count);
    }

    [Fact]
    public void Allowing_AFailure_IsTheResultAndNothingIsSent()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var result = pump.Finish(world.WriteAsync("a1", write => write.Allowing(_ => Forbidden).Touching((stale, _) => stale.Tag("x"))));

        Assert.Same(Forbidden, Assert.IsType<WriteResult<Thing>.Failed>(result).Failure);
        Assert.Empty(world.Writes);
        Assert.Equal(0, world.Index.Seq);
    }

    [Fact]
    public void Allowing_NobodyThere_IsNotFoundAndNothingIsSent()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();

        var write = world.WriteAsync("a1", write => write.Allowing(_ => null));
        world.ThingCalls[0].Return();

        Assert.IsType<WriteResult<Thing>.NotFound>(pump.Finish(write));
        Assert.Empty(world.Writes);
    }

    [Fact]
    public void Allowing_UpstreamDown_IsItsFailureAndNothingIsSent()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        var down = new Failure(ErrorCodes.UpstreamUnavailable, "down");

        var write = world.WriteAsync("a1", write => write.Expecting(null));
        world.ThingCalls[0].Fail(down);

        Assert.Same(down, Assert.IsType<WriteResult<Thing>.Failed>(pump.Finish(write)).Failure);
        Assert.Empty(world.Writes);
    }

    [Fact]
    public void Allowing_AVersion_IsTheOneThatIsChanged()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 3);

        Write(world, pump, write => write.Allowing(_ => null));

        Assert.Equal(3, world.Writes[0].IfMatch);
    }

    // Whoever may change version 1 need not be who may change version 2.
    [Fact]
    public void Allowing_AnOlderVersionThanExpected_IsNotWhatIsJudged()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions["a1"] = 2; // nobody has said so here
        var judged = new List<int>();

        var write = world.WriteAsync("a1", write => write.Expecting(2).Allowing(thing =>
        {
            judged.Add(thing.Version);
            return null;
        }));
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();
        world.Writes[0].Return();

        Assert.Equal(3, Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(write)).Value.Version);
        Assert.Equal(2, Assert.Single(judged));
        Assert.Equal(2, world.Writes[0].IfMatch);
    }

    [Fact]
    public void Expecting_AVersionThatNobodyHas_IsAConflictAndNothingIsSent()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);

        var write = world.WriteAsync("a1", write => write.Expecting(9).Allowing(_ => null));
        world.ThingCalls[^1].Return();

        Assert.Equal(1, Assert.IsType<WriteResult<Thing>.Conflict>(pump.Finish(write)).CurrentVersion);
        Assert.Empty(world.Writes);
        Assert.Equal(0, world.Index.MinVersion("thing:a1")); // a client's word is no announcement
    }

    [Fact]
    public void Expecting_AnOldVersion_IsAConflictAndTheOldValueIsNotServedAgain()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions["a1"] = 2;

        var result = Write(world, pump, write => write.Expecting(1));

        Assert.Equal(2, Assert.IsType<WriteResult<Thing>.Conflict>(result).CurrentVersion);
        Assert.Single(world.Writes);
        Assert.Equal(2, world.Index.MinVersion("thing:a1"));
        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Expecting_TheNewest_IsJudgedAndSentAgainAfterAConflict()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions["a1"] = 2;
        var judged = new List<int>();

        var write = world.WriteAsync("a1", write => write.Expecting(null).Idempotent(null).Allowing(thing =>
        {
            judged.Add(thing.Version);
            return null;
        }));
        world.Writes[0].Return();
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();
        pump.RunUntilIdle();
        world.Writes[1].Return();

        Assert.Equal(3, Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(write)).Value.Version);
        Assert.Equal([1, 2], judged);
        Assert.Equal([1, 2], world.Writes.Select(call => call.IfMatch!.Value));
        Assert.Equal(world.Writes[0].Context.IdempotencyKey, world.Writes[1].Context.IdempotencyKey);
    }

    [Fact]
    public void Expecting_TheNewest_NoLongerAllowedAfterAConflict_IsNotSentAgain()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions["a1"] = 2;

        var write = world.WriteAsync("a1", write => write.Allowing(thing => thing.Version == 1 ? null : Forbidden));
        world.Writes[0].Return();
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();

        Assert.Same(Forbidden, Assert.IsType<WriteResult<Thing>.Failed>(pump.Finish(write)).Failure);
        Assert.Single(world.Writes);
    }

    [Fact]
    public void Expecting_TheNewest_GivesUpAfterThreeRepetitions()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);

        var write = world.WriteAsync("a1", write => write.Expecting(null));
        for (var i = 0; i < 4; i++)
        {
            world.Versions["a1"]++;
            world.Writes[i].Return();
            pump.RunUntilIdle();
            if (i < 3)
            {
                world.ThingCalls[^1].Return();
                pump.RunUntilIdle();
            }
        }

        Assert.Equal(5, Assert.IsType<WriteResult<Thing>.Conflict>(pump.Finish(write)).CurrentVersion);
        Assert.Equal(4, world.Writes.Count);
    }

    [Fact]
    public void Send_NotThere_KillsTheKey()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Versions.Remove("a1");

        Assert.IsType<WriteResult<Thing>.NotFound>(Write(world, pump));

        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Send_Refused_ChangesNothing()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var result = Answer(world, pump, new WriteResult<Thing>.Refused(GatedWrite.No), write => write.Touching((stale, _) => stale.Tag("x")));

        Assert.Same(GatedWrite.No, Assert.IsType<WriteResult<Thing>.Refused>(result).Problem);
        Assert.Equal(0, world.Index.Seq);
        Assert.Equal(1, ReadAtOnce(world).Version);
    }

    [Theory]
    [InlineData(ErrorCodes.OutcomeUnknown)]
    [InlineData(ErrorCodes.UpstreamUnavailable)]
    public void Send_Failed_KillsTheKeyAndAllThatItTouches(string code)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.WarmList("l");

        Answer(world, pump, new WriteResult<Thing>.Failed(new Failure(code, "lost")), write => write.Touching((stale, _) => stale.Tag("list:l")));

        Assert.Equal(1, world.Index.Seq); // one record, so it is atomic
        Assert.False(world.ReadAsync("a1").IsCompleted);
        Assert.False(world.ReadListAsync("l").IsCompleted);
        Assert.Equal(0, world.Index.MinVersion("thing:a1")); // the write may not have been made
    }

    [Fact]
    public void Send_CallThatThrows_IsAnUnknownOutcome()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var write = world.WriteAsync("a1");
        world.Writes[0].Throw(new InvalidOperationException("a defect"));

        Assert.Equal(ErrorCodes.OutcomeUnknown, Assert.IsType<WriteResult<Thing>.Failed>(pump.Finish(write)).Failure.Code);
        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Touching_IsToldWhatWasKnownBefore_AndIsOneRecordWithTheEntity()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 4);
        Thing? before = null;

        Write(world, pump, write => write.Touching((stale, thing) =>
        {
            before = thing;
            stale.Tag("x").Pattern("y:*");
        }));

        Assert.Equal(4, before!.Version);
        Assert.Equal(1, world.Index.Seq);
        Assert.True(world.Index.IsTouched("x", Mark.None));
        Assert.Equal(1, world.Index.PatternCount);
    }

    [Fact]
    public void Touching_ThatThrows_DoesNotLoseTheResult()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var result = Write(world, pump, write => write.Touching((stale, _) =>
        {
            stale.Tag("x");
            throw new InvalidOperationException("a defect");
        }));

        Assert.IsType<WriteResult<Thing>.Done>(result);
        Assert.True(world.Index.IsTouched("x", Mark.None));
        Assert.Equal(2, ReadAtOnce(world).Version);
    }

    [Fact]
    public void Send_AnswerOfAnotherEntity_KillsTheWrittenOneAndFillsTheOther()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        Answer(world, pump, new WriteResult<Thing>.Done(new Thing("b1", 7)));

        Assert.Equal(7, ReadAtOnce(world, "b1").Version);
        Assert.False(world.ReadAsync("a1").IsCompleted);
    }

    [Fact]
    public void Send_AnswerThatIsNoEntity_KillsTheEntityAndWhatTheAnswerTouches()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var write = world.WriterOf(world.Request).Change(CacheWorld.Things, "a1")
            .Touching((stale, thing) => stale.Tag($"before:{thing?.Version}"))
            .SendAsync<string>((_, _) => ValueTask.FromResult<WriteResult<string>>(new WriteResult<string>.Done("order")), (stale, order) => stale.Tag(order))
            .AsTask();

        Assert.Equal("order", Assert.IsType<WriteResult<string>.Done>(pump.Finish(write)).Value);
        Assert.Equal(1, world.Index.Seq);
        Assert.True(world.Index.IsTouched("order", Mark.None) && world.Index.IsTouched("before:1", Mark.None));
        Assert.False(world.ReadAsync("a1").IsCompleted);
        Assert.Equal(0, world.Index.MinVersion("thing:a1"));
    }

    [Fact]
    public void Create_Written_IsReadFromThenOnWithoutAnUpstreamCall()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();

        var write = world.WriterOf(world.Request).Create(CacheWorld.Things).Touching((stale, before) => stale.Tag(before is null ? "new" : "old"))
            .SendAsync((_, _) => ValueTask.FromResult<WriteResult<Thing>>(new WriteResult<Thing>.Done(new Thing("c1", 1)))).AsTask();

        Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(write));
        Assert.Equal(1, ReadAtOnce(world, "c1").Version);
        Assert.Empty(world.ThingCalls);
        Assert.True(world.Index.IsTouched("new", Mark.None));
    }

    // An id that nobody knew may be remembered as absent.
    [Fact]
    public void Create_WhatWasKnownToBeAbsent_IsReadAnyway()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Warm("c1");

        var write = world.WriterOf(world.Request).Create(CacheWorld.Things)
            .SendAsync((_, _) => ValueTask.FromResult<WriteResult<Thing>>(new WriteResult<Thing>.Done(new Thing("c1", 1)))).AsTask();
        pump.Finish(write);

        Assert.Equal(1, ReadAtOnce(world, "c1").Version);
    }

    [Fact]
    public void Create_WithSomethingBeforeIt_IsADefect()
    {
        using var world = new CacheWorld();
        var create = world.WriterOf(world.Request).Create(CacheWorld.Things);

        Assert.Throws<InvalidOperationException>(() => create.Allowing(_ => null));
        Assert.Throws<InvalidOperationException>(() => create.Expecting(null));
        Assert.Throws<InvalidOperationException>(() => create.Showing(thing => thing));
    }

    [Fact]
    public void Cancelled_BeforeTheCall_SendsNothing()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        using var gone = new CancellationTokenSource();
        world.Versions["a1"] = 1;

        var write = world.WriteAsync("a1", write => write.Expecting(null), new LoadRequest("test", gone.Token));
        gone.Cancel();
        world.ThingCalls[0].Return();
        pump.RunUntilIdle();

        Assert.True(write.IsCanceled);
        Assert.Empty(world.Writes);
    }

    [Fact]
    public void Cancelled_AfterTheCall_RunsToItsEnd()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        using var gone = new CancellationTokenSource();

        var write = world.WriteAsync("a1", request: new LoadRequest("test", gone.Token));
        gone.Cancel();
        Assert.False(world.Writes[0].Context.Cancellation.IsCancellationRequested);
        world.Writes[0].Return();

        Assert.IsType<WriteResult<Thing>.Done>(pump.Finish(write));
        Assert.Equal(2, ReadAtOnce(world).Version);
    }

    [Fact]
    public void Stopping_EndsTheCall()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var write = world.WriteAsync("a1");
        world.Stop();
        Assert.True(world.Writes[0].Context.Cancellation.IsCancellationRequested);
        world.Writes[0].Throw(new OperationCanceledException(world.Writes[0].Context.Cancellation));

        Assert.Equal(ErrorCodes.OutcomeUnknown, Assert.IsType<WriteResult<Thing>.Failed>(pump.Finish(write)).Failure.Code);
    }

    [Fact]
    public void Send_MoreCallsThanARequestMayMake_IsNotSent()
    {
        using var pump = new Pump();
        using var world = WarmWorld();

        var result = pump.Finish(world.WriteAsync("a1", request: new LoadRequest("test", CancellationToken.None) { MaxUpstreamCalls = 0 }));

        Assert.Equal(ErrorCodes.LimitExceeded, Assert.IsType<WriteResult<Thing>.Failed>(result).Failure.Code);
        Assert.Empty(world.Writes);
    }

    [Fact]
    public void Context_IsTheViewers()
    {
        using var world = WarmWorld();

        _ = world.WriteAsync("a1", request: ViewerWorld.As("ann"));
        world.ThingDefinition.AsViewer();
        _ = world.WriteAsync("a1", request: ViewerWorld.As("ann"));

        Assert.Equal("ann", world.Writes[0].Context.Viewer!.Id);
        Assert.Equal("test", world.Writes[0].Context.TraceId);
        Assert.Null(((IViewerCall)world.Writes[0].Context).Token);
        Assert.Equal("ann", ((IViewerCall)world.Writes[1].Context).Token!.Reveal());
    }

    [Fact]
    public void Send_OfASecretId_AnnouncesItsHmac()
    {
        using var pump = new Pump();
        var baskets = new EntitySource<Thing>("Basket", thing => thing.Id, thing => thing.Version, secretIds: true);
        var definition = new EntityDefinition<Thing>(baskets, "Tests") { Policy = CacheWorld.Policy };
        using var world = new CacheWorld(more: definition);
        world.Versions["s"] = 1;

        var write = world.WriterOf(world.Request).Change(baskets, "s").SendAsync(world.SendTo("s")).AsTask();
        world.Writes[0].Return();
        pump.Finish(write);

        Assert.Equal(2, world.Index.MinVersion(world.Ids.KeyOf(baskets, "s")));
        Assert.Equal(1, world.Index.SlotCount);
    }

    private static CacheWorld WarmWorld(int version = 1)
    {
        var world = new CacheWorld();
        world.Versions["a1"] = version;
        world.Warm("a1");
        return world;
    }

    private static WriteResult<Thing> Write(CacheWorld world, Pump pump, Func<IEntityWrite<Thing>, IEntityWrite<Thing>>? describe = null)
    {
        var write = world.WriteAsync("a1", describe);
        world.Writes[^1].Return();
        return pump.Finish(write);
    }

    private static WriteResult<Thing> Answer(
        CacheWorld world, Pump pump, WriteResult<Thing> answer, Func<IEntityWrite<Thing>, IEntityWrite<Thing>>? describe = null)
    {
        var write = world.WriteAsync("a1", describe);
        world.Writes[^1].Answer(answer);
        return pump.Finish(write);
    }

    private static Thing ReadAtOnce(CacheWorld world, string id = "a1")
    {
        var read = world.ReadAsync(id);
        Assert.True(read.IsCompletedSuccessfully, "not in memory");
        return read.GetAwaiter().GetResult()[0].Value!;
    }
}

using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The protocol's scenarios of an instance's own records: applied before they are acknowledged, and when the log takes none.</summary>
public sealed class AppendScenarioTests
{
    private readonly LogWorld _world = new();

    // R5: a later record still raises the count of a slot without a place.
    [Fact]
    public void S5_RecordOfAnotherAfterALocalOne_IsNotHiddenByItsEndlessPosition()
    {
        var (a, b) = (_world.A, _world.B);
        AppendAway(a, Instance.Kill("k"));
        var start = a.Now; // reads version 2
        b.Append(Instance.Kill("k"));

        a.Look();

        Assert.True(a.IsDead("k", start));
        Assert.False(a.IsDead("k", a.Now));
    }

    // R3: applied before it is acknowledged, whether or not its reader has got there.
    [Fact]
    public void S6_AppendAcknowledged_ReadFindsTheOldValueDead()
    {
        var a = _world.A;
        var start = a.Now;

        var position = a.Append(Instance.Kill("k"));

        Assert.True(a.IsDead("k", start));
        Assert.Equal(position, a.Log.Tail);
        Assert.True(a.Log.Consumed < position);
        Assert.False(a.IsDead("k", a.Now));
    }

    [Fact]
    public async Task S6_ReaderIsFasterThanTheAnswer_RecordIsAppliedOnce()
    {
        var a = _world.A;
        a.Stream.HoldsAppends = true;
        var append = a.AppendAsync(Instance.Kill("k"));
        a.Look();
        var start = a.Now;

        a.Stream.AnswerAppend();
        await append;

        Assert.Equal(start, a.Now);
        Assert.False(a.IsDead("k", start));
    }

    // R3: known rises when the append returns, so a value fetched since lives when others' earlier records are read.
    [Fact]
    public void S11_OwnRecordRunsAhead_EarlierOneOfAnotherKillsWhatWasFetchedBefore()
    {
        var (a, b) = (_world.A, _world.B);
        var before = a.Now;
        b.Append(Instance.Kill("k"));
        a.Append(Instance.Kill("other"));
        var after = a.Now;

        a.Look();

        Assert.True(a.IsDead("k", before));
        Assert.False(a.IsDead("k", after)); // began after a record that came after it
    }

    // R5: a guessed place would be that of a record which is really there.
    [Fact]
    public void S11_LocalRecord_DoesNotHideTheOneThatGetsTheNextPlace()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(3);
        _world.LookAll();
        AppendAway(a, Instance.Kill("k"));
        var start = a.Now;
        var next = b.Append(Instance.Kill("k"));

        a.Stream.RefusesAppends = true; // so that it stays without a place
        a.Look();

        Assert.Equal(start.Position.Id + 1, next.Id);
        Assert.True(a.IsDead("k", start));
        Assert.True(a.IsDead("k", next)); // nobody can have fetched it after a record that has no place
    }

    // R5: what can be asked for again is refused.
    [Fact]
    public async Task S9_EventWhileTheLogIsAway_IsRefusedAndNotApplied()
    {
        var a = _world.A;
        var start = a.Now;
        a.Stream.IsCut = true;

        await Assert.ThrowsAsync<LogUnavailableException>(() => a.AppendAsync(Instance.Kill("k")));
        a.Look();
        await Assert.ThrowsAsync<LogUnavailableException>(() => a.AppendAsync(Instance.Kill("k")));

        Assert.False(a.IsDead("k", start));
        Assert.Equal(0, a.Outbox.Count);
        Assert.Equal(1, a.Stream.Appends); // once it is known to be away, nobody waits for it
    }

    // R5: what is done is applied here, queued, and appended later.
    [Fact]
    public void S10_MutationWhileTheLogIsAway_IsAppliedAtOnceAndAppendedLater()
    {
        var (a, b) = (_world.A, _world.B);
        var (here, there) = (a.Now, b.Now);

        var appended = AppendAway(a, Instance.Kill("k"));

        Assert.Null(appended.Position);
        Assert.True(a.IsDead("k", here));
        Assert.Equal(1, a.Outbox.Count);
        a.Look();
        b.Look();
        Assert.True(b.IsDead("k", there));
    }

    [Fact]
    public void S10_WhatWaitsIsAppended_ValueFetchedSinceTheWriteLives()
    {
        var a = _world.A;
        AppendAway(a, Instance.Kill("k"));
        var start = a.Now;

        Assert.True(a.IsDead("k", start.Position)); // another instance's value is not known to be younger
        a.Look();

        Assert.False(a.IsDead("k", start));
        Assert.False(a.IsDead("k", _world.Server.End));
        Assert.True(a.IsDead("k", start.Position));
    }

    // The append lands although its answer is lost, and again from the queue.
    [Fact]
    public void S10_AnswerLost_RecordComesTwiceAndDoesNoHarm()
    {
        var (a, b) = (_world.A, _world.B);
        var there = b.Now;
        a.Stream.LosesAnswers = true;
        var appended = a.AppendDone(Instance.Kill("k"));
        a.Stream.LosesAnswers = false;

        a.Look();
        b.Look();

        Assert.Null(appended.Position);
        Assert.Equal(2, _world.Server.Last);
        Assert.True(b.IsDead("k", there));
        Assert.False(a.IsDead("k", a.Now));
        Assert.False(a.IsDead("k", _world.Server.End));
    }

    // The deletion was told before what waited, though it came after it.
    [Theory]
    [InlineData(null)]
    [InlineData(6L)]
    public void S10_EntityDeletedBeforeWhatWaitsIsAppended_AbsenceIsRefusedNowhere(long? deleted)
    {
        var (a, b) = (_world.A, _world.B);
        AppendAway(a, Instance.Announce("k", 5));
        var (here, there) = (a.Now, b.Now);
        b.Append(new InvalidationRecord([new KeyInvalidation("k", deleted, Deleted: true)], [], []));

        a.Look();
        b.Look();

        Assert.All([a, b], instance => Assert.False(instance.IsDead("k", instance.Now)));
        Assert.True(a.IsDead("k", here, version: 5));
        Assert.True(b.IsDead("k", there, version: 5));
    }

    [Fact]
    public void S10_KeyPurgedBeforeWhatWaitsIsAppended_IsNoFloorAnywhere()
    {
        var (a, b) = (_world.A, _world.B);
        AppendAway(a, Instance.Announce("k", 5));
        b.Append(Instance.Kill("k") with { ForgetsVersions = true });

        a.Look();
        b.Look();

        Assert.All([a, b], instance => Assert.False(instance.IsDead("k", instance.Now, version: 4)));
    }

    // What waited is no floor, and ends all that was fetched before all the same.
    [Fact]
    public void S10_VersionThatHasWaited_EndsEveryVersionFetchedBeforeAtOthers()
    {
        var (a, b) = (_world.A, _world.B);
        var there = b.Now;
        AppendAway(a, Instance.Announce("k", 5));

        a.Look();
        b.Look();

        Assert.True(b.IsDead("k", there, version: 4));
        Assert.True(b.IsDead("k", there, version: 5));
        Assert.Equal(0, b.Index.MinVersion("k"));
        Assert.Equal(5, a.Index.MinVersion("k"));
    }

    [Fact]
    public void S10_DeletionThatHasWaited_EndsTheFloorOfOthers()
    {
        var (a, b) = (_world.A, _world.B);
        b.Append(Instance.Announce("k", 5));
        AppendAway(a, new InvalidationRecord([new KeyInvalidation("k", Deleted: true)], [], []));
        Assert.True(b.IsDead("k", b.Now));

        a.Look();
        b.Look();

        Assert.False(b.IsDead("k", b.Now));
    }

    [Fact]
    public void HasRoom_QueueFullWhileTheLogTakesNothing_RefusesFurtherWrites()
    {
        var a = _world.A;
        a.Stream.RefusesAppends = true;
        for (var i = 0; i < 3; i++) // MaxOutbox
        {
            Assert.True(a.Log.HasRoom);
            a.AppendDone(Instance.Kill("k"));
            a.Look(); // which can read
        }

        Assert.False(a.Log.HasRoom);
        Assert.Equal("OOM", a.Log.RefusedBecause);
        a.Stream.RefusesAppends = false;
        a.Look();
        Assert.True(a.Log.HasRoom);
        Assert.Null(a.Log.RefusedBecause);
        Assert.Equal(0, a.Outbox.Count);
    }

    [Fact]
    public async Task AppendAsync_EpochEndsWhileTheRecordIsOnItsWay_TakesItsPlaceInTheNewOne()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(1);
        _world.LookAll();
        a.Stream.HoldsAppends = true;
        var append = a.AppendAsync(Instance.Kill("k"));

        a.Stream.HoldsAppends = false;
        _world.Server.Restart(lost: 1);
        _world.LookAll();
        var there = b.Now;
        a.Stream.AnswerAppend();
        var position = await append;
        b.Look();

        Assert.Equal(_world.Server.End.Epoch, position.Epoch);
        Assert.True(b.IsDead("k", there));
    }

    private static Appended AppendAway(Instance instance, InvalidationRecord record)
    {
        instance.Stream.IsCut = true;
        var appended = instance.AppendDone(record);
        instance.Look();
        instance.Stream.IsCut = false;
        return appended;
    }
}

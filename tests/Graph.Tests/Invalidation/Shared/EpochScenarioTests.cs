using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The protocol's scenarios in which Redis forgets: restarted, failed over, emptied.</summary>
public sealed class EpochScenarioTests
{
    private readonly LogWorld _world = new();

    // R4: what is read of another epoch switches to it.
    [Fact]
    public void S1_RedisLosesAllAndIdsBeginAgain_ReaderAtALaterIdSeesTheNewRecord()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(5);
        _world.LookAll();
        var start = b.Now;

        _world.Server.LoseAll();
        var position = a.Append(Instance.Kill("k"));
        b.Look();

        Assert.Equal(1, position.Id);
        Assert.True(position > start.Position);
        Assert.True(b.IsDead("k", start));
        Assert.True(b.Now.Position >= position);
    }

    // R4: the look alone tells; nobody needs to append.
    [Fact]
    public void S2_FailoverLosesARecordThatALaggingReaderHasNotSeen_ItsOldValuesAreDead()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(3);
        _world.LookAll();
        var start = b.Now;
        a.Append(Instance.Kill("k"));

        _world.Server.Restart(lost: 1);
        b.Look();

        Assert.True(b.IsDead("k", start));
    }

    // The records of the last minute: the new server may not have them, and whoever came to it first has read nothing of them.
    [Fact]
    public void S2_FailoverLosesARecord_ItsAppenderAppendsItAgain()
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(Instance.Kill("k"));
        _world.Server.Restart(lost: 1);
        b.Look();
        var start = b.Now;

        a.Look();
        b.Look();

        Assert.True(b.IsDead("k", start));
        Assert.Equal(0, a.Outbox.Count);
    }

    [Fact]
    public void S2_ServerWasAwayForLong_WhatWasAppendedJustBeforeIsAppendedAgain()
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(Instance.Kill("long ago"));
        _world.Time.Advance(TimeSpan.FromSeconds(61));
        a.Append(Instance.Kill("k"));
        a.Stream.IsCut = true;
        a.Look();
        _world.Time.Advance(TimeSpan.FromMinutes(10));

        a.Stream.IsCut = false;
        _world.Server.Restart(lost: 1);
        b.Look();
        var start = b.Now;
        a.Look();
        b.Look();

        Assert.True(b.IsDead("k", start));
        Assert.False(b.IsDead("long ago", start));
    }

    [Fact]
    public void S2_SameServerHasLostItsTail_ReaderThatHasSeenMoreBeginsANewEpoch()
    {
        _world.Fill(3);
        _world.LookAll();
        var before = _world.B.Now;

        _world.Server.LoseTail(2);
        _world.B.Look();

        Assert.True(_world.B.Log.Consumed.Epoch > before.Position.Epoch);
        Assert.True(_world.B.IsDead("any", before));
    }

    // Its own append runs ahead of what it has read.
    [Fact]
    public void S2_SameServerHasLostAnAppendThatItsAppenderHasNotRead_LookBeginsANewEpoch()
    {
        var a = _world.A;
        var start = a.Now;
        var position = a.Append(Instance.Kill("k"));

        _world.Server.LoseTail(1);
        Assert.True(a.Look());

        Assert.True(a.Log.Consumed.Epoch > position.Epoch);
        Assert.True(a.IsDead("any", start));
        Assert.Equal(1, _world.Server.Last); // and appended again
    }

    // R4: an append that returns another epoch switches first.
    [Fact]
    public void S8_AppendReturnsAnotherEpoch_OldValuesAreDeadAtOnce()
    {
        var a = _world.A;
        _world.Fill(3);
        a.Look();
        var start = a.Now;

        _world.Server.Restart();
        var position = a.Append(Instance.Kill("k"));

        Assert.True(a.IsDead("another", start));
        Assert.True(position.Epoch > start.Position.Epoch);
        Assert.False(a.IsDead("another", a.Now));
        Assert.Equal(position, a.Log.Tail);
    }

    [Fact]
    public void S8_LookFindsAnotherEpoch_OldValuesAreDeadAndFollowersStartOver()
    {
        var b = _world.B;
        _world.Fill(3);
        b.Look();
        var start = b.Now;

        _world.Server.Restart();
        b.Look();

        Assert.True(b.IsDead("another", start));
        Assert.False(b.IsDead("another", b.Now));
        Assert.Equal(new Position(_world.Server.End.Epoch, 0), b.Log.Tail);
        Assert.Equal(b.Log.Tail, b.Log.Consumed);
    }

    // R6: whoever starts replays what is kept.
    [Fact]
    public void S12_StartedAnew_KnowsOfTheRecordsThatAreKept()
    {
        _world.Fill(2);
        var before = _world.A.Log.Tail;
        _world.A.Append(Instance.Kill("k"));

        var c = _world.Start();

        Assert.True(c.IsDead("k", before));
        Assert.False(c.IsDead("other", before));
        Assert.False(c.IsDead("k", c.Log.Tail));
    }

    [Fact]
    public void S12_StartedAnew_WhatIsOlderThanTheRecordsKeptIsDead()
    {
        _world.Fill(2);
        var before = _world.A.Log.Tail;
        _world.A.Append(Instance.Kill("k"));
        _world.Fill(2);
        _world.Server.Trim(4);

        var c = _world.Start();

        Assert.True(c.IsDead("k", before));
        Assert.False(c.IsDead("k", new Position(before.Epoch, 4)));
    }

    [Fact]
    public async Task S12_StartedAnew_IsNotReadyBeforeTheEnd()
    {
        _world.Fill(1_500);
        var c = new Instance(_world.Server, _world.Time) { Stream = { HoldsReads = true } };

        var look = c.LookAsync();
        c.Stream.AnswerRead();

        Assert.Equal(1_000, c.Log.Consumed.Id);
        Assert.False(c.Follower.HasCaughtUp);
        Assert.True(c.Pulse.IsLogAway);
        c.Stream.AnswerRead();
        Assert.True(await look);
        Assert.True(c.Follower.HasCaughtUp);
    }

    // R6: what is not replayed yet may be about any value.
    [Fact]
    public async Task S12_StartedAnew_AdmitsNothingOfOthersBeforeTheEnd()
    {
        _world.Fill(1_500);
        var before = _world.A.Log.Tail;
        _world.A.Append(Instance.Kill("k"));
        var c = new Instance(_world.Server, _world.Time) { Stream = { HoldsReads = true } };

        var look = c.LookAsync();
        c.Stream.AnswerRead();

        Assert.True(c.IsDead("k", before));
        Assert.True(c.IsDead("other", before));
        Assert.False(c.IsDead("other", c.Now)); // fetched here
        c.Stream.AnswerRead();
        Assert.True(await look);
        Assert.True(c.IsDead("k", before));
        Assert.False(c.IsDead("other", before));
    }

    // R12: positions compare only within one epoch.
    [Fact]
    public void S23_ValueOfAnotherEpoch_IsDeadEvenIfItIsLater()
    {
        var b = _world.B;
        _world.Fill(1);
        b.Look();
        var old = b.Log.Tail;

        _world.Server.Restart();
        var later = _world.A.Append(Instance.Kill("k"));

        Assert.True(b.IsDead("k", later));
        b.Look();
        Assert.False(b.IsDead("k", later));
        Assert.True(b.IsDead("other", old));
    }
}

using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The protocol's scenarios of a stream that is trimmed past its reader.</summary>
public sealed class GapScenarioTests
{
    private readonly LogWorld _world = new();

    // R4: a gap raises the floor to the trim point.
    [Theory]
    [InlineData(5)]
    [InlineData(6)] // nothing is left
    public void S7_TrimmedPastTheReader_WhatItFetchedBeforeIsDead(int trimmed)
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(2);
        _world.LookAll();
        var start = b.Now;
        a.Append(Instance.Kill("k"));
        _world.Fill(3);

        _world.Server.Trim(trimmed);
        b.Look();

        Assert.True(b.IsDead("k", start));
        Assert.False(b.IsDead("k", b.Now));
        Assert.False(b.IsDead("k", new Position(start.Position.Epoch, trimmed)));
        Assert.Equal(_world.Server.End, b.Log.Consumed);
    }

    [Fact]
    public void S7_RecordThatCannotBeRead_IsAGap()
    {
        var (a, b) = (_world.A, _world.B);
        var start = b.Now;
        _world.Server.Append("{\"v\":2}"u8.ToArray(), a.Log.Tail);
        a.Append(Instance.Kill("k"));

        b.Look();

        Assert.True(b.IsDead("any", start));
        Assert.False(b.IsDead("any", new Position(start.Position.Epoch, 1)));
        Assert.True(b.IsDead("k", new Position(start.Position.Epoch, 1)));
        Assert.Equal(_world.Server.End, b.Log.Consumed);
    }

    // R4: values of before the gap are dead whatever they are, those that began after it live.
    [Fact]
    public void S8_Gap_ValuesOfBeforeAreDeadAndOwnRecordsAheadAreKept()
    {
        var (a, b) = (_world.A, _world.B);
        var before = b.Now;
        _world.Fill(4);
        b.Append(Instance.Kill("other")); // 5, which its reader has not got to
        var ahead = b.Now;
        a.Append(Instance.Kill("k")); // 6

        _world.Server.Trim(4);
        b.Look();

        Assert.True(b.IsDead("any", before));
        Assert.False(b.IsDead("any", ahead));
        Assert.True(b.IsDead("k", ahead));
        Assert.True(b.IsDead("other", before));
    }

    // R4: the floor never falls.
    [Fact]
    public void S41_GapBelowTheFloorOfAnEvictedOwnRecord_LeavesIt()
    {
        var world = new LogWorld(new InvalidationOptions { MaxSlots = 1 });
        var (a, b) = (world.A, world.B);
        b.Append(Instance.Kill("x")); // 1
        var start = b.Log.Tail;
        a.Append(Instance.Kill("k")); // 2
        a.Append(Instance.Kill("y")); // 3: the slot of k makes room, the floor is 2

        world.Server.Trim(1);
        a.Look();

        Assert.Equal(1, start.Id);
        Assert.True(a.IsDead("k", start));
    }

    [Fact]
    public async Task Gap_OverAnAppendThatIsNotAnswered_ItsRecordIsAppliedAllTheSame()
    {
        var (a, b) = (_world.A, _world.B);
        a.Stream.HoldsAppends = true;
        var append = a.AppendAsync(Instance.Kill("k"));
        b.Append(Instance.Kill("other"));
        _world.Server.Trim(1);
        a.Look();

        a.Stream.AnswerAppend();
        var position = await append;

        Assert.Equal(1, position.Id);
        Assert.True(a.IsDead("k", new Position(position.Epoch, 0)));
        Assert.False(a.IsDead("k", a.Now));
    }
}

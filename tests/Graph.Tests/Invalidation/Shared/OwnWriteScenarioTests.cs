using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>The protocol's scenarios of a mutation's value: filled only if nobody else's record came between (R16).</summary>
public sealed class OwnWriteScenarioTests
{
    private readonly LogWorld _world = new();

    [Fact]
    public async Task Written_NobodyElseCame_IsHeldOnceItsRecordIsRead()
    {
        var a = _world.A;
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), Of(a, version: 2));

        Assert.False(write.IsCompleted); // others may have been earlier
        a.Look();

        var appended = await write;
        Assert.True(appended.IsHeld);
        Assert.False(a.IsDead("k", appended.At, 2));
    }

    // R16: only once its own record is read is everything read that came before it.
    [Fact]
    public async Task S33_AnotherAppendsFirst_IsNotHeld()
    {
        var (a, c) = (_world.A, _world.B);
        var fence = Of(a, version: 2);
        c.Append(Instance.Announce("k", 3));
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), fence);

        a.Look();

        Assert.False((await write).IsHeld);
    }

    [Fact]
    public async Task S33_AnotherComesBetweenTheWriteAndItsRecord_IsNotHeld()
    {
        var (a, c) = (_world.A, _world.B);
        var fence = Of(a, version: 2);
        c.Append(Instance.Announce("k", 3));
        a.Look();
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), fence);
        a.Look();

        Assert.False((await write).IsHeld);
    }

    [Fact]
    public async Task S33_AnotherAnnouncesTheSameOrLess_IsHeld()
    {
        var (a, c) = (_world.A, _world.B);
        var fence = Of(a, version: 2);
        c.Append(Instance.Announce("k", 1));
        c.Append(Instance.Announce("k", 2)); // the upstream's own event of this write
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), fence);

        a.Look();

        Assert.True((await write).IsHeld);
    }

    // R16: a gap spoils it.
    [Fact]
    public async Task S34_TheOthersRecordIsTrimmed_IsNotHeld()
    {
        var (a, c) = (_world.A, _world.B);
        var fence = Of(a, version: 2);
        c.Append(Instance.Announce("k", 3));
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), fence);

        _world.Server.Trim(1);
        a.Look();

        Assert.False((await write).IsHeld);
    }

    [Fact]
    public async Task S34_TheEpochEnds_IsNotHeld()
    {
        var (a, c) = (_world.A, _world.B);
        var fence = Of(a, version: 2);
        c.Append(Instance.Announce("k", 3));
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), fence);

        _world.Server.Restart(lost: 2);
        a.Look();

        Assert.False((await write).IsHeld);
    }

    [Fact]
    public async Task Written_ItsRecordIsNotReadInTime_IsNotHeldAndAnswersAllTheSame()
    {
        var a = _world.A;
        a.Stream.HoldsReads = true;
        var write = a.AppendDoneAsync(Instance.Announce("k", 2), Of(a, version: 2));

        _world.Time.Advance(TimeSpan.FromMilliseconds(250));

        var appended = await write;
        Assert.False(appended.IsHeld);
        Assert.NotNull(appended.Position);
    }

    [Fact]
    public async Task Written_LogIsAway_IsNotHeld()
    {
        var a = _world.A;
        a.Stream.IsCut = true;

        var write = a.AppendDoneAsync(Instance.Announce("k", 2), Of(a, version: 2));

        Assert.True(write.IsCompletedSuccessfully);
        Assert.False((await write).IsHeld);
    }

    private static Fence Of(Instance instance, long version) => new("k", [], instance.Now, version);
}

using Graph.Invalidation;
using Graph.TestKit;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>R14: a request waits until this instance has applied everything up to the position that it brings.</summary>
public sealed class WaitForTests
{
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(2);

    private readonly LogWorld _world = new();

    [Fact]
    public async Task WaitForAsync_Applied_IsReachedAtOnce()
    {
        var position = _world.A.Append(Instance.Kill("k"));
        _world.LookAll();
        _world.B.Stream.IsCut = true;

        Assert.Equal(PositionWait.Reached, await WaitAsync(_world.B, position));
        Assert.Equal(PositionWait.Reached, await WaitAsync(_world.B, new Position(position.Epoch, 0)));
    }

    // R14: what it has appended itself is known, and what came before that is not applied yet.
    [Fact]
    public async Task S25_OwnAppendRunsAhead_WaitsForTheEarlierRecordOfAnother()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(3);
        _world.LookAll();
        var start = a.Now;
        b.Append(Instance.Kill("k")); // 4
        var position = a.Append(Instance.Kill("other")); // 5

        var wait = WaitAsync(a, position);
        Assert.False(wait.IsCompleted);
        a.Look();

        Assert.Equal(PositionWait.Reached, await wait);
        Assert.True(a.IsDead("k", start));
    }

    // R14: positions of two epochs do not compare.
    [Fact]
    public async Task S26_PositionOfAnEpochThatIsNotKnownHereYet_IsNotReached()
    {
        var (a, b) = (_world.A, _world.B);
        _world.Fill(9);
        _world.LookAll();

        _world.Server.Restart();
        var position = a.Append(Instance.Kill("k"));

        Assert.Equal(PositionWait.OtherEpoch, await WaitAsync(b, position));
    }

    [Fact]
    public async Task S27_PositionOfAnEndedEpoch_IsNotReachedEither()
    {
        _world.Fill(3);
        var position = _world.A.Log.Tail;

        _world.Server.Restart();
        _world.LookAll();

        Assert.Equal(PositionWait.OtherEpoch, await WaitAsync(_world.B, position));
    }

    [Fact]
    public async Task WaitForAsync_EpochEndsMeanwhile_IsNotReached()
    {
        var position = _world.A.Append(Instance.Kill("k"));
        var wait = WaitAsync(_world.B, position);

        _world.Server.Restart();
        _world.B.Look();

        Assert.Equal(PositionWait.OtherEpoch, await wait);
    }

    // Nobody has given it out; no clock moves here, so it has not waited.
    [Fact]
    public async Task WaitForAsync_BeyondTheTail_IsRefusedAtTheNextLook()
    {
        var position = new Position(_world.Server.End.Epoch, _world.Server.Last + 1);
        var wait = WaitAsync(_world.B, position);

        _world.B.Look();

        Assert.Equal(PositionWait.BeyondTail, await wait);
    }

    [Fact]
    public async Task WaitForAsync_AnnouncementLost_LooksForItself()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        _world.Server.Announces = false;
        var position = _world.A.Append(Instance.Kill("k"));

        Assert.Equal(PositionWait.Reached, await WaitAsync(_world.B, position)); // without the clock's help
    }

    [Fact]
    public async Task WaitForAsync_BeyondTheTail_IsRefusedWithoutTheClock()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);

        Assert.Equal(PositionWait.BeyondTail, await WaitAsync(_world.B, new Position(_world.Server.End.Epoch, 1_000)));
    }

    [Fact]
    public async Task WaitForAsync_LogIsAway_TimesOutAndDoesNotAskWithoutPause()
    {
        var b = _world.B;
        await using var following = await Following.StartAsync(b, _world.Time);
        b.Stream.IsCut = true;
        await following.AfterAsync(b.Follower.Wake);
        var reads = b.Stream.Reads;

        var waits = Enumerable.Range(0, 10).Select(_ => WaitAsync(b, new Position(_world.Server.End.Epoch, 1))).ToArray();
        for (var i = 0; i < 20; i++) // 2 s
        {
            await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        }

        Assert.All(await Task.WhenAll(waits), wait => Assert.Equal(PositionWait.TimedOut, wait));
        Assert.Equal(20, b.Stream.Reads - reads);
    }

    [Fact]
    public async Task WaitForAsync_LogComesBackInTime_IsReached()
    {
        var b = _world.B;
        await using var following = await Following.StartAsync(b, _world.Time);
        b.Stream.IsCut = true;
        await following.AfterAsync(b.Follower.Wake);
        var position = _world.A.Append(Instance.Kill("k"));
        var wait = WaitAsync(b, position);
        await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        Assert.False(wait.IsCompleted);

        b.Stream.IsCut = false;
        await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));

        Assert.Equal(PositionWait.Reached, await wait);
    }

    [Fact]
    public async Task WaitForAsync_RequestGivesUp_IsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = _world.B.Log.WaitForAsync(_world.A.Append(Instance.Kill("k")), AtMost, cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    private static Task<PositionWait> WaitAsync(Instance instance, Position position) =>
        instance.Log.WaitForAsync(position, AtMost, TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Limit, TimeProvider.System);
}

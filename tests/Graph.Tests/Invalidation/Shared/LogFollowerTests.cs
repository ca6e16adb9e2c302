using Graph.Invalidation;
using Graph.Tests.Execution;
using Microsoft.Extensions.Logging;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>How an instance follows the log by itself: told of what is new, else at intervals, and when the log is away.</summary>
public sealed class LogFollowerTests
{
    private readonly LogWorld _world = new();

    [Fact]
    public async Task FollowAsync_RecordIsAnnounced_ReadsItAtOnce()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        var start = _world.B.Now;

        await following.AfterAsync(() => _world.A.Append(Instance.Kill("k")));

        Assert.True(_world.B.IsDead("k", start));
    }

    [Fact]
    public async Task FollowAsync_AnnouncementLost_FindsTheRecordAtTheNextPoll()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        _world.Server.Announces = false;
        var start = _world.B.Now;
        _world.A.Append(Instance.Kill("k"));
        Assert.False(_world.B.IsDead("k", start));

        await following.AfterAsync(() => _world.Time.Advance(PausedTime.Poll));

        Assert.True(_world.B.IsDead("k", start));
    }

    [Fact]
    public async Task FollowAsync_NothingIsNew_OnlyPolls()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        var reads = _world.B.Stream.Reads;

        for (var i = 0; i < 5; i++)
        {
            await following.AfterAsync(() => _world.Time.Advance(PausedTime.Poll));
        }

        Assert.Equal(5, _world.B.Stream.Reads - reads);
    }

    // A connection that is away fails at once: without a pause that would be all that the processor does.
    [Fact]
    public async Task FollowAsync_LogIsAway_AsksAtIntervals()
    {
        await using var following = await Following.StartAsync(_world.B, _world.Time);
        _world.B.Stream.IsCut = true;
        await following.AfterAsync(_world.B.Follower.Wake);
        var reads = _world.B.Stream.Reads;
        Assert.True(_world.B.Pulse.IsLogAway);
        Assert.Equal("cut", _world.B.Follower.AwayBecause);

        for (var i = 0; i < 5; i++)
        {
            await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        }

        Assert.Equal(5, _world.B.Stream.Reads - reads);
        _world.B.Stream.IsCut = false;
        await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        Assert.False(_world.B.Pulse.IsLogAway);
        Assert.Null(_world.B.Follower.AwayBecause);
    }

    // It can be read all the same, so nobody's values fall back.
    [Fact]
    public async Task FollowAsync_LogRefusesWhatWaits_AsksAtIntervalsAndReads()
    {
        var a = _world.A;
        await using var following = await Following.StartAsync(a, _world.Time);
        a.Stream.RefusesAppends = true;
        await following.AfterAsync(() => a.AppendDone(Instance.Kill("k")));
        var (appends, start) = (a.Stream.Appends, a.Now);
        _world.B.Append(Instance.Kill("other"));

        for (var i = 0; i < 5; i++)
        {
            await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        }

        Assert.Equal(5, a.Stream.Appends - appends);
        Assert.True(a.IsDead("other", start));
        Assert.False(a.Pulse.IsLogAway);
    }

    // However many are refused meanwhile: each would have what waits refused once more, and at once.
    [Fact]
    public async Task FollowAsync_ManyAreRefusedWhileSomethingWaits_AsksAtIntervalsOnly()
    {
        using var lines = new CapturingLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(lines));
        var a = new Instance(_world.Server, _world.Time, loggers: loggers);
        await using var following = await Following.StartAsync(a, _world.Time);
        a.Stream.RefusesAppends = true;
        await following.AfterAsync(() => a.AppendDone(Instance.Kill("k")));
        var (appends, reads) = (a.Stream.Appends, a.Stream.Reads);

        for (var i = 0; i < 20; i++)
        {
            a.AppendDone(Instance.Kill("k"));
            await Assert.ThrowsAsync<LogUnavailableException>(() => a.AppendAsync(Instance.Kill("k")));
            await BehindOthersAsync();
        }

        await following.AfterAsync(() => _world.Time.Advance(PausedTime.Retry));
        Assert.Equal(40 + 1, a.Stream.Appends - appends);
        Assert.Equal(1, a.Stream.Reads - reads);
        Assert.Single(lines.At(LogLevel.Warning));
    }

    [Fact]
    public async Task FollowAsync_LogHangs_CountsAsAwayAfterItsTimeout()
    {
        var b = _world.B;
        await using var following = await Following.StartAsync(b, _world.Time);
        b.Stream.Hangs = true;
        var reads = b.Stream.Reads;
        b.Follower.Wake();
        await TestKit.Patience.UntilAsync(() => Task.FromResult(b.Stream.Reads > reads), () => "it does not look");
        Assert.False(b.Pulse.IsLogAway);

        // Its time-out may not have begun when the read has.
        await TestKit.Patience.UntilAsync(
            () =>
            {
                _world.Time.Advance(ScriptedStream.Timeout);
                return Task.FromResult(b.Pulse.IsLogAway);
            },
            () => "the log does not count as away");
    }

    // What others have appended does not wait until all that waits here is gone.
    [Fact]
    public void LookOnceAsync_ManyRecordsWait_AppendsSomeAndReadsAgain()
    {
        var a = _world.A;
        a.Stream.IsCut = true;
        a.Look();
        for (var i = 0; i < 250; i++)
        {
            a.AppendDone(Instance.Kill($"k{i}"));
        }

        a.Stream.IsCut = false;
        int[] left = [.. Enumerable.Range(0, 3).Select(_ => (a.Look(), a.Outbox.Count).Count)];

        Assert.Equal([150, 50, 0], left);
    }

    [Fact]
    public async Task FollowAsync_ManyRecordsWait_AppendsAllWithoutAPause()
    {
        var a = _world.A;
        a.Stream.IsCut = true;
        a.Look();
        for (var i = 0; i < 250; i++)
        {
            a.AppendDone(Instance.Kill($"k{i}"));
        }

        a.Stream.IsCut = false;
        _world.Server.Announces = false;
        await using var following = await Following.StartAsync(a, _world.Time);

        await TestKit.Patience.UntilAsync(() => Task.FromResult(a.Outbox.Count == 0), () => "some wait for the clock");
        Assert.Equal(250, _world.Server.Last);
    }

    // Large records, a slow connection: a page that never arrives in time would never be read.
    [Fact]
    public void LookOnceAsync_PageIsTooLong_AsksForLess()
    {
        _world.Fill(20);
        var b = _world.B;
        b.Stream.LongestPage = 10;

        for (var i = 0; i < 10 && !b.Look(); i++)
        {
        }

        Assert.Equal(_world.Server.End, b.Log.Consumed);
    }

    [Fact]
    public void LookOnceAsync_ManyPages_ReadsToTheEnd()
    {
        _world.Fill(2_000);
        var before = _world.B.Stream.Reads;

        _world.B.Look();

        Assert.Equal(_world.Server.End, _world.B.Log.Consumed);
        Assert.Equal(3, _world.B.Stream.Reads - before); // the last one is empty
    }

    [Fact]
    public void Pulse_SignsOfLife_CountFromWhenTheyWereAppended()
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(new InvalidationRecord([], [], []) { Alive = ["Carts"] });
        var (appended, silence) = (_world.Time.GetTimestamp(), new InvalidationOptions().SourceSilence);
        Assert.True(a.Pulse.HasToldSince("Carts", appended));

        _world.Time.Advance(silence - TimeSpan.FromSeconds(1));
        b.Look();

        Assert.True(b.Pulse.HasToldSince("Carts", appended));
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(b.Pulse.HasToldSince("Carts", appended));
    }

    [Fact]
    public void Lag_RecordsAppendedAndNotRead_AreCountedAtTheLook()
    {
        _world.Fill(7);
        var b = _world.B;

        b.Stream.HoldsReads = true;
        var look = b.LookAsync();
        Assert.Equal(0, b.State.Lag);
        b.Stream.AnswerRead();

        Assert.True(look.IsCompletedSuccessfully);
        Assert.Equal(0, b.State.Lag);
        Assert.Equal(8, b.State.History.Count); // the beginning of the epoch counts too
    }

    // A follower that was woken gets its turns.
    private static async Task BehindOthersAsync()
    {
        for (var turn = 0; turn < 100; turn++)
        {
            await Task.Yield();
        }
    }
}

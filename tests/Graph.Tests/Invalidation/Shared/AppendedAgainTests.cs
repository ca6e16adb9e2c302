using Graph.Invalidation;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>What records that are appended again in a new epoch say, to those who have applied them before and to those who have not.</summary>
public sealed class AppendedAgainTests
{
    private static readonly InvalidationRecord Purge = Instance.Kill("k") with { ForgetsVersions = true };

    private static readonly InvalidationRecord Deletion = new([new KeyInvalidation("k", 4, Deleted: true)], [], []);

    private readonly LogWorld _world = new();

    // Whoever has forgotten its versions need not refuse what is under way once more: several in a row would be a client's error.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Purge_AppliedBefore_EndsWhatIsOlderAndForgetsNothingAnew(bool deletes)
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(deletes ? Deletion : Purge);
        _world.LookAll();

        _world.Server.Restart(lost: 1);
        b.Look(); // the new epoch, and not yet what A appends again
        var there = b.Now;
        var here = a.Now;
        a.Look();
        b.Look();

        Assert.Equal(1, _world.Server.Last);
        Assert.True(a.IsDead("k", here));
        Assert.True(b.IsDead("k", there));
        Assert.False(b.Index.IsForgotten("k", [], there));
        Assert.False(a.Index.IsForgotten("k", [], a.Now));
        Assert.Equal(new Position(here.Position.Epoch, 1), a.Index.ForgottenBefore("k", []));
    }

    // It has not: its versions would be refused for ever otherwise.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Purge_LostBeforeItWasRead_ForgetsOnceHoweverOftenItComes(bool deletes)
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(deletes ? Deletion : Purge);
        _world.Server.Restart(lost: 1);
        b.Look();
        var there = b.Now;

        a.Look();
        b.Look();

        Assert.True(b.Index.IsForgotten("k", [], there));
        _world.Server.Restart();
        b.Look();
        there = b.Now;
        a.Look();
        b.Look();
        Assert.True(b.IsDead("k", there));
        Assert.False(b.Index.IsForgotten("k", [], there));
    }

    // All that it has fetched is of later.
    [Fact]
    public void Purge_OfBeforeAnInstanceWasStarted_ForgetsNothingThere()
    {
        var a = _world.A;
        a.Append(Purge);
        _world.Server.Restart(lost: 1);
        var c = _world.Start();
        var there = c.Now;

        a.Look();
        c.Look();

        Assert.True(c.IsDead("k", there));
        Assert.False(c.Index.IsForgotten("k", [], there));
    }

    // Its answer was lost, so its reader applies it like anybody's.
    [Fact]
    public void Purge_AnswerLostAgain_ForgetsNothingAnewAtItsAppender()
    {
        var a = _world.A;
        a.Append(Purge);
        _world.Server.Restart(lost: 1);
        a.Stream.LosesAnswers = true;
        a.Look();
        var here = a.Now;
        a.Stream.LosesAnswers = false;

        a.Look();

        Assert.True(a.IsDead("k", here));
        Assert.False(a.Index.IsForgotten("k", [], here));
    }

    // By then it may have been deleted or purged, and who has read that would not know it any more.
    [Fact]
    public void Announcement_OfBeforeAPurge_SetsNoFloor()
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(Instance.Announce("k", 5));
        _world.LookAll();
        b.Append(Purge);
        _world.LookAll();
        _world.Server.Restart(lost: 2);
        var c = _world.Start();
        var there = c.Now;

        b.Look();
        a.Look();
        b.Look();
        c.Look();

        Assert.All([a, b, c], instance => Assert.False(instance.IsDead("k", instance.Now)));
        Assert.True(c.IsDead("k", there, version: 5));
    }

    // What it has announced before stands.
    [Fact]
    public void Announcement_AppliedBefore_KeepsItsFloor()
    {
        var (a, b) = (_world.A, _world.B);
        a.Append(Instance.Announce("k", 5));
        _world.LookAll();
        _world.Server.Restart(lost: 1);

        _world.LookAll();
        b.Look();

        Assert.Equal(5, a.Index.MinVersion("k"));
        Assert.Equal(5, b.Index.MinVersion("k"));
    }
}

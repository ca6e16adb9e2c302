using Graph.Invalidation;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation;

/// <summary>Announced versions, purges and deletions, applied in another order than the log's: own records run ahead.</summary>
public sealed class IndexVersionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InvalidationIndex _index;
    private readonly Mark _start;

    public IndexVersionTests()
    {
        _index = new InvalidationIndex(Options.Create(new InvalidationOptions()), _time);
        _index.EndBefore(At(5));
        _start = _index.Now;
    }

    [Fact]
    public void OwnAnnouncement_ThenAnEarlierKill_KillsTheAnnouncedVersionOfBeforeToo()
    {
        Apply(new KeyInvalidation("k", 4), 9);
        var after = _index.Now;
        Assert.False(IsDead(4, _start));
        Assert.True(IsDead(3, _start));

        Apply(new KeyInvalidation("k"), 7);

        Assert.True(IsDead(4, _start));
        Assert.False(IsDead(4, after));
        Assert.True(IsDead(3, after)); // the floor stands: a lagging replica
    }

    [Fact]
    public void OwnKill_ThenAnEarlierAnnouncement_KillsAndSetsTheFloor()
    {
        Apply(new KeyInvalidation("k"), 9);
        var after = _index.Now;

        Apply(new KeyInvalidation("k", 4), 7);

        Assert.True(IsDead(4, _start));
        Assert.False(IsDead(4, after));
        Assert.True(IsDead(3, after));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.False(IsDead(3, after)); // began after both: a wrong event blocks nothing
        Assert.True(IsDead(3, _start));
    }

    [Fact]
    public void OwnAnnouncement_ThenAnEarlierHigherOne_KeepsTheHigher()
    {
        Apply(new KeyInvalidation("k", 4), 9);
        Apply(new KeyInvalidation("k", 6), 7);

        Assert.Equal(6, _index.MinVersion("k"));
        Assert.True(IsDead(5, _start));
        Assert.False(IsDead(6, _start));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(IsDead(5, _start));
        Assert.False(IsDead(6, _start));
    }

    // A late event of an earlier version.
    [Fact]
    public void Announcement_OfLessThanBefore_KeepsTheHigher()
    {
        Apply(new KeyInvalidation("k", 6), 7);
        Apply(new KeyInvalidation("k", 4), 8);

        Assert.Equal(6, _index.MinVersion("k"));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(IsDead(5, _start));
        Assert.False(IsDead(6, _start));
    }

    [Fact]
    public void OwnPurge_ThenAnEarlierAnnouncement_SetsNoFloor()
    {
        Apply(new KeyInvalidation("k"), 9, forget: true);
        var after = _index.Now;

        Apply(new KeyInvalidation("k", 4), 7);

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.True(IsDead(4, _start));
        Assert.False(IsDead(1, after));
        Assert.True(_index.IsForgotten("k", [], _start));
    }

    [Fact]
    public void OwnAnnouncement_ThenAnEarlierPurge_KeepsTheFloor()
    {
        Apply(new KeyInvalidation("k", 4), 9);

        Apply(new KeyInvalidation("k"), 7, forget: true);

        Assert.Equal(4, _index.MinVersion("k"));
        Assert.True(IsDead(4, _start));
        Assert.True(IsDead(3, _index.Now));
    }

    [Fact]
    public void OwnDeletion_ThenAnEarlierAnnouncement_SetsNoFloor()
    {
        Apply(new KeyInvalidation("k", 4, Deleted: true), 9);

        Apply(new KeyInvalidation("k", 3), 7);

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.True(IsDead(4, _start));
        Assert.False(IsDead(null, _index.Now)); // "not found" is what is right now
    }

    [Fact]
    public void OwnAnnouncementOfTheSuccessor_ThenTheEarlierDeletion_KeepsItsFloor()
    {
        Apply(new KeyInvalidation("k", 1), 9);

        Apply(new KeyInvalidation("k", Deleted: true), 7);

        Assert.Equal(1, _index.MinVersion("k"));
        Assert.True(IsDead(null, _index.Now));
        Assert.True(IsDead(8, _start));
    }

    [Fact]
    public void Deletion_InOrder_LiftsTheFloor()
    {
        Apply(new KeyInvalidation("k", 4), 6);

        Apply(new KeyInvalidation("k", 5, Deleted: true), 7);
        Apply(new KeyInvalidation("k", 5), 8); // its own late event

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.False(IsDead(null, _index.Now));
        Assert.False(IsDead(1, _index.Now));
    }

    // Two writes in a row while the log takes nothing.
    [Fact]
    public void Deletion_AfterAnAnnouncementThatHasNoPlaceEither_LiftsTheFloor()
    {
        _index.Apply(RecordOf(new KeyInvalidation("k", 4)), Position.Endless);

        _index.Apply(RecordOf(new KeyInvalidation("k", 4, Deleted: true)), Position.Endless);

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.False(IsDead(null, _index.Now));
        Assert.True(IsDead(4, _start));
    }

    // The log has it before what it ended; their versions tell.
    [Fact]
    public void OwnAnnouncement_ThenAnEarlierDeletionOfALaterVersion_LiftsTheFloor()
    {
        Apply(new KeyInvalidation("k", 4), 9);

        Apply(new KeyInvalidation("k", 5, Deleted: true), 7);

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.False(IsDead(null, _index.Now));
        Assert.True(IsDead(4, _start));
    }

    [Fact]
    public void OwnAnnouncementOfTheSuccessor_ThenTheEarlierDeletionOfALesserVersion_KeepsItsFloor()
    {
        Apply(new KeyInvalidation("k", 7), 9);

        Apply(new KeyInvalidation("k", 5, Deleted: true), 7);

        Assert.Equal(7, _index.MinVersion("k"));
    }

    // A mutation's record waits for the log, and the deletion is read before it has a place.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Announcement_WithoutAPlace_ThenADeletionOrPurge_IsNoFloorAndStillEndsWhatIsOlder(bool deleted)
    {
        _index.RaiseKnown(At(7)); // its own appends run ahead
        var start = _index.Now;
        var record = RecordOf(new KeyInvalidation("k", 4));
        _index.Apply(record, Position.Endless);

        Apply(new KeyInvalidation("k", Deleted: deleted), 6, forget: !deleted);

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.False(IsDead(null, _index.Now));
        Assert.True(IsDead(3, start));
        _index.Place(record, At(8));
        Assert.Equal(0, _index.MinVersion("k"));
        Assert.True(IsDead(3, start));
        Assert.False(IsDead(null, _index.Now));
    }

    [Fact]
    public void Deletion_WithoutAVersion_EndsTheHighestAnnouncedBefore()
    {
        Apply(new KeyInvalidation("k", 4), 6);
        Apply(new KeyInvalidation("k", Deleted: true), 7);

        Apply(new KeyInvalidation("k", 4), 8); // told again

        Assert.Equal(0, _index.MinVersion("k"));
        Assert.False(IsDead(null, _index.Now));
        Apply(new KeyInvalidation("k", 5), 9);
        Assert.Equal(5, _index.MinVersion("k"));
    }

    [Fact]
    public void Announcement_WithoutAPlace_KeepsTheAnnouncedVersionAndGetsItsPlace()
    {
        var record = RecordOf(new KeyInvalidation("k", 4));
        _index.Apply(record, Position.Endless);
        _time.Advance(TimeSpan.FromSeconds(60));

        Assert.False(IsDead(4, _start));
        Assert.True(IsDead(3, _start));
        Assert.True(IsDead(3, At(100)));
        _index.Place(record, At(7));
        Assert.False(IsDead(3, At(7)));
        Assert.True(IsDead(3, At(6)));
    }

    // R7: what is forgotten with the slot ends everything older.
    [Fact]
    public void Announcement_SlotForgotten_RaisesTheFloorToIt()
    {
        var index = new InvalidationIndex(Options.Create(new InvalidationOptions { MaxSlots = 1 }), _time);
        index.Apply(RecordOf(new KeyInvalidation("k", 4)), At(6));

        index.Apply(RecordOf(new KeyInvalidation("other")), At(7));

        Assert.Equal(At(6), index.Floor.Position);
        Assert.True(index.IsDead("k", [], new Mark(At(5), Mark.Unknown), 3));
    }

    // A value of another instance below the floor is refused as well, wherever it began (R18).
    [Fact]
    public void Floor_ValueOfAnotherInstance_IsJudgedByItsVersion()
    {
        Apply(new KeyInvalidation("k", 4), 6);

        Assert.True(IsDead(3, At(100)));
        Assert.False(IsDead(4, At(5)));
    }

    private void Apply(KeyInvalidation key, long id, bool forget = false) =>
        _index.Apply(RecordOf(key) with { ForgetsVersions = forget }, At(id));

    private bool IsDead(long? version, Mark start) => _index.IsDead("k", [], start, version);

    private bool IsDead(long? version, Position start) => IsDead(version, new Mark(start, Mark.Unknown));

    private static Position At(long id) => new(1, id);

    private static InvalidationRecord RecordOf(KeyInvalidation key) => new([key], [], []);
}

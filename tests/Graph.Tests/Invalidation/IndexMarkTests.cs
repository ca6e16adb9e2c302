using Graph.Invalidation;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation;

/// <summary>Both halves of a mark: a fetch is younger than a record if the instance had applied it, or knew of a later place in the log.
/// Own records are applied ahead of earlier ones of others.</summary>
public sealed class IndexMarkTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly InvalidationIndex _index;

    public IndexMarkTests()
    {
        _index = IndexOf(new InvalidationOptions());
        _index.EndBefore(At(5));
    }

    [Theory]
    [InlineData(6, 4, true)] // neither half proves anything
    [InlineData(7, 4, false)] // it knew of the record's place
    [InlineData(8, 4, false)]
    [InlineData(6, 5, false)] // it had applied the record
    [InlineData(6, -1, true)] // another instance's: its position alone
    [InlineData(7, -1, false)]
    public void Outdates_EitherHalfProves(long id, long seq, bool isOutdated) =>
        Assert.Equal(isOutdated, new Mark(At(7), 5).Outdates(new Mark(At(id), seq)));

    // S31: nothing that began after the own record is older than the earlier ones.
    [Fact]
    public void Apply_OwnRecordFirst_EarlierOneOfAnotherKillsOnlyWhatBeganBeforeBoth()
    {
        var before = _index.Now;
        var own = Apply(Kill("k"), 9);
        var between = _index.Now;

        Apply(Kill("k"), 7);

        Assert.True(IsDead("k", before));
        Assert.False(IsDead("k", own));
        Assert.False(IsDead("k", between));
        Assert.True(IsDead("k", At(8))); // the own record is the last
        Assert.False(IsDead("k", At(9)));
    }

    [Fact]
    public void Apply_OwnRecordOfAnotherKeyFirst_EarlierOneKillsByPosition()
    {
        var before = _index.Now;
        Apply(Kill("other"), 9);
        var between = _index.Now;

        Apply(Kill("k"), 7);

        Assert.True(IsDead("k", before));
        Assert.False(IsDead("k", between));
        Assert.True(IsDead("k", At(6)));
        Assert.False(IsDead("k", At(7)));
    }

    [Fact]
    public void Apply_TagsAndGlobs_AreJudgedByBothHalvesToo()
    {
        var before = _index.Now;
        Apply(new InvalidationRecord([], ["t"], ["g:*"]), 9);
        var between = _index.Now;
        Apply(new InvalidationRecord([], ["t"], ["g:*"]), 7);

        foreach (var (key, tag) in new[] { ("x", "t"), ("g:1", "x"), ("x", "g:1") })
        {
            Assert.True(_index.IsDead(key, [tag], before, null));
            Assert.False(_index.IsDead(key, [tag], between, null));
            Assert.True(_index.IsDead(key, [tag], new Mark(At(8), Mark.Unknown), null));
            Assert.False(_index.IsDead(key, [tag], new Mark(At(9), Mark.Unknown), null));
        }
    }

    // R5: without a place a record is after everything.
    [Fact]
    public void Endless_ValuesOfOtherInstances_AreDeadUntilItHasAPlace()
    {
        var record = Kill("k");
        _index.Apply(record, Position.Endless);
        Assert.True(IsDead("k", At(1_000)));
        Assert.Equal(At(5), _index.Known);

        _index.Place(record, At(8));

        Assert.True(IsDead("k", At(7)));
        Assert.False(IsDead("k", At(8)));
        Assert.Equal(At(8), _index.Known);
    }

    // S5, S11.
    [Fact]
    public void Endless_LaterRecordOfAnother_StillCounts()
    {
        var record = Kill("k");
        _index.Apply(record, Position.Endless);
        var between = _index.Now;
        Apply(Kill("k"), 6);
        Assert.True(IsDead("k", between));
        var after = _index.Now;

        _index.Place(record, At(7));

        Assert.True(IsDead("k", between));
        Assert.False(IsDead("k", after));
    }

    // What was read meanwhile has raised the count, so an earlier place would not cover it.
    [Fact]
    public void Place_EarlierThanWhatHasBeenReadMeanwhile_IsTheLatestOfBoth()
    {
        var record = Kill("k");
        _index.Apply(record, Position.Endless);
        var between = _index.Now;
        Apply(Kill("k"), 9);

        _index.Place(record, At(6));

        Assert.True(IsDead("k", between));
        Assert.True(IsDead("k", At(8)));
        Assert.False(IsDead("k", At(9)));
    }

    [Fact]
    public void Place_OneOfTwo_KeepsTheEndlessPositionOfTheOther()
    {
        var (first, second) = (Kill("k"), new InvalidationRecord([new KeyInvalidation("k")], ["k"], []));
        _index.Apply(first, Position.Endless);
        _index.Apply(second, Position.Endless);

        _index.Place(first, At(6));
        Assert.True(IsDead("k", At(100)));
        _index.Place(second, At(7));

        Assert.True(IsDead("k", At(6)));
        Assert.False(IsDead("k", At(7)));
    }

    [Fact]
    public void Place_OneOfTwoOfAGlob_KeepsTheEndlessPositionOfTheOther()
    {
        InvalidationRecord Glob() => new([], [], ["k*"]);
        var (first, second) = (Glob(), Glob());
        _index.Apply(first, Position.Endless);
        _index.Apply(second, Position.Endless);

        _index.Place(first, At(6));
        Assert.True(IsDead("k", At(100)));
        _index.Place(second, At(7));

        Assert.True(IsDead("k", At(6)));
        Assert.False(IsDead("k", At(7)));
    }

    // A glob whose record says nothing new keeps its place in the order of readers.
    [Fact]
    public void Apply_EarlierRecordOfAGlob_DoesNotHideTheOthers()
    {
        Apply(new InvalidationRecord([], [], ["a*"]), 9);
        var start = _index.Now;
        Apply(new InvalidationRecord([], [], ["b*"]), 10);

        Apply(new InvalidationRecord([], [], ["a*"]), 7);

        Assert.True(IsDead("b", start));
        Assert.False(IsDead("a", start));
    }

    [Fact]
    public void Endless_MoreThanSlots_AreNotForgottenBeforeTheyHaveAPlace()
    {
        var index = IndexOf(new InvalidationOptions { MaxSlots = 2, MaxPatterns = 1 });
        InvalidationRecord[] records = [.. Enumerable.Range(0, 4).Select(i => new InvalidationRecord([], [$"t{i}"], [$"g{i}*"]))];
        foreach (var record in records)
        {
            index.Apply(record, Position.Endless);
        }

        Assert.Equal((4, 4), (index.SlotCount, index.PatternCount));
        for (var i = 0; i < 4; i++)
        {
            Assert.True(index.IsDead($"g{i}", [], new Mark(new Position(0, 1_000), Mark.Unknown), null));
            index.Place(records[i], new Position(0, i + 1));
        }

        index.Apply(new InvalidationRecord([], ["t"], ["g"]), new Position(0, 5));
        Assert.Equal((2, 1), (index.SlotCount, index.PatternCount));
        Assert.Equal(4, index.Floor.Position.Id);
    }

    // R4, S41: each half of the floor is the highest of all.
    [Fact]
    public void EndBefore_BelowAnEarlierFloor_NeverFalls()
    {
        _index.EndBefore(At(9));
        var after = _index.Now;

        _index.EndBefore(At(7));

        Assert.Equal(At(9), _index.Floor.Position);
        Assert.Equal(_index.Seq, _index.Floor.Seq);
        Assert.False(IsDead("k", after));
        Assert.True(IsDead("k", At(8)));
    }

    [Fact]
    public void EndBefore_AnotherEpoch_EndsEverythingOfTheOld()
    {
        Apply(Kill("k"), 9);
        var before = _index.Now;

        _index.EndBefore(new Position(2, 0));

        Assert.True(IsDead("k", before));
        Assert.True(IsDead("any", At(1_000)));
        Assert.Equal(new Position(2, 0), _index.Known);
        Assert.False(IsDead("k", _index.Now));
        Assert.False(IsDead("k", new Position(2, 0)));
    }

    private InvalidationIndex IndexOf(InvalidationOptions options) => new(Options.Create(options), _time);

    private Mark Apply(InvalidationRecord record, long id) => _index.Apply(record, At(id));

    private bool IsDead(string key, Mark start) => _index.IsDead(key, [], start, version: null);

    private bool IsDead(string key, Position start) => IsDead(key, new Mark(start, Mark.Unknown));

    private static Position At(long id) => new(1, id);

    private static InvalidationRecord Kill(string key) => new([new KeyInvalidation(key)], [], []);
}

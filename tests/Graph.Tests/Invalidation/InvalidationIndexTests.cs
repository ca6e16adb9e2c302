using Graph.Invalidation;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation;

/// <summary>R7: what the index forgets ends more than it must, never less.</summary>
public sealed class InvalidationIndexTests
{
    [Fact]
    public void Apply_MoreNamesThanSlots_ForgetsTheOldestAndRaisesTheFloorToIt()
    {
        var index = IndexOf(maxSlots: 3);

        for (var i = 1; i <= 5; i++)
        {
            index.Apply(Tag($"t{i}"));
        }

        Assert.Equal(3, index.SlotCount);
        Assert.Equal(2, index.Floor.Seq);
        Assert.True(index.IsDead("k", ["t1"], At(0), version: null));
        Assert.True(index.IsDead("k", ["other"], At(1), version: 9)); // an extra miss: fetched before t2 was invalidated
        Assert.False(index.IsDead("k", ["other"], At(2), version: null));
    }

    [Fact]
    public void Apply_MoreGlobsThanPatterns_ForgetsTheOldestAndRaisesTheFloorToIt()
    {
        var index = IndexOf(maxPatterns: 2);

        foreach (var glob in new[] { "a:*", "b:*", "c:*" })
        {
            index.Apply(new InvalidationRecord([], [], [glob]));
        }

        Assert.Equal(2, index.PatternCount);
        Assert.Equal(1, index.Floor.Seq);
        Assert.True(index.IsDead("a:1", [], At(0), version: null));
        Assert.False(index.IsDead("a:1", [], At(1), version: null));
        Assert.True(index.IsDead("b:1", [], At(1), version: null));
    }

    [Fact]
    public void Apply_OneGlobAgainAndAgain_TakesOnePlaceAndCountsAnew()
    {
        var index = IndexOf(maxPatterns: 2);
        index.Apply(new InvalidationRecord([], [], ["b:*"]));

        for (var i = 0; i < 10; i++)
        {
            index.Apply(new InvalidationRecord([], [], ["a:*"]));
        }

        Assert.Equal(2, index.PatternCount);
        Assert.Equal(Mark.None, index.Floor);
        Assert.True(index.IsDead("a:1", [], At(10), version: null));
        Assert.True(index.IsDead("b:1", [], At(0), version: null));
    }

    [Fact]
    public void Apply_OneNameAgainAndAgain_ForgetsNothingElse()
    {
        var index = IndexOf(maxSlots: 3);
        index.Apply(Tag("rare"));

        for (var i = 0; i < 100; i++)
        {
            index.Apply(Tag("hot"));
        }

        Assert.Equal(2, index.SlotCount);
        Assert.Equal(Mark.None, index.Floor);
    }

    [Fact]
    public void Apply_RecordOfManyNames_IsAtomic()
    {
        var index = IndexOf();
        var at = index.Apply(new InvalidationRecord([new KeyInvalidation("k:1")], ["t"], ["g:*"]));

        Assert.Equal(at, index.Now);
        Assert.True(index.IsDead("k:1", [], At(at.Seq - 1), null));
        Assert.True(index.IsDead("x", ["t"], At(at.Seq - 1), null));
        Assert.True(index.IsDead("g:1", [], At(at.Seq - 1), null));
        Assert.False(index.IsDead("k:1", ["t", "g:1"], at, null));
    }

    [Fact]
    public void IsDead_RandomRecordsAndBounds_NeverMissesWhatARecordTouches()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var index = IndexOf(random.Next(1, 6), random.Next(1, 4));
            var records = new List<InvalidationRecord>();
            for (var step = 0; step < 60; step++)
            {
                records.Add(random.Next(5) == 0
                    ? new InvalidationRecord([], [], [$"n{random.Next(3)}*"])
                    : new InvalidationRecord([], [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"n{random.Next(10)}")], []));
                index.Apply(records[^1]);

                var (name, seq) = ($"n{random.Next(10)}", random.Next(records.Count + 1));
                var touched = records.Skip(seq).Any(record => record.Tags.Contains(name) || record.Patterns.Any(glob => Glob.Matches(glob, name)));
                Assert.True(!touched || index.IsDead("k", [name], At(seq), null), $"seed {seed}, round {round}, step {step}");
            }
        }
    }

    [Theory]
    [InlineData("0000000000000001000000000000000a", true)]
    [InlineData("0000000000000001000000000000000", false)]
    [InlineData("000000000000000100000000000000zz", false)]
    [InlineData("ffffffffffffffff0000000000000001", false)]
    [InlineData("", false)]
    public void TryParse_Position_TakesItsOwnTextOnly(string text, bool parses)
    {
        Assert.Equal(parses, Position.TryParse(text, out var position));
        Assert.Equal(parses ? text : new Position().ToString(), position.ToString());
    }

    [Fact]
    public void ToString_Positions_OrderAsTextAsTheyDoInTheLog()
    {
        Position[] ordered = [new(1, 9), new(1, 10), new(1, 255), new(2, 0), new(16, 3)];

        Assert.Equal(ordered, ordered.Reverse().Order());
        Assert.Equal(ordered, ordered.Reverse().OrderBy(position => position.ToString(), StringComparer.Ordinal));
    }

    private static InvalidationIndex IndexOf(int maxSlots = 100, int maxPatterns = 100) =>
        new(Options.Create(new InvalidationOptions { MaxSlots = maxSlots, MaxPatterns = maxPatterns }), new FakeTimeProvider());

    private static Mark At(long seq) => new(new Position(0, seq), seq);

    private static InvalidationRecord Tag(string tag) => new([], [tag], []);
}

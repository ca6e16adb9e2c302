using Graph.Invalidation;
using Graph.Invalidation.Events;

namespace Graph.Tests.Invalidation.Events;

public sealed class EventRecordsTests
{
    [Fact]
    public void Build_WithinTheLimit_IsOneRecordWithEachTagOnce()
    {
        var records = new EventRecords(maxNames: 3);
        records.Add(Record(["a:1"], ["list"]), ["A"]);
        records.Add(Record(["a:2"], ["list"]), ["A"]);

        var record = Assert.Single(records.Build());
        Assert.Equal("a:1 a:2 list", Names(record));
        Assert.Equal(["A"], record.Alive);
    }

    [Fact]
    public void Build_PastTheLimit_PartsBetweenEvents()
    {
        var records = new EventRecords(maxNames: 3);
        records.Add(Record(["a:1"], ["list"]), ["A"]);
        records.Add(Record(["b:1", "b:2"], []), ["B"]);
        records.Add(Record(["a:2"], ["list"]), ["A"]);

        var built = records.Build();

        Assert.Equal(["a:1 list", "b:1 b:2", "a:2 list"], built.Select(Names));
        Assert.Equal([["A"], ["B"], ["A"]], built.Select(record => record.Alive));
    }

    [Fact]
    public void Build_OneEventPastTheLimit_StaysWhole()
    {
        var records = new EventRecords(maxNames: 1);
        records.Add(Record(["a:1"], ["list", "other"]), ["A"]);

        Assert.Equal(["a:1 list other"], records.Build().Select(Names));
    }

    [Fact]
    public void Build_SignsOfLifeAlone_AreOneRecord()
    {
        var records = new EventRecords(maxNames: 1);
        records.Add(Record([], []), ["A"]);
        records.Add(Record([], []), ["B"]);

        Assert.Equal(["A", "B"], Assert.Single(records.Build()).Alive);
    }

    [Fact]
    public void Build_Nothing_IsNoRecord() => Assert.Empty(new EventRecords(maxNames: 1).Build());

    // In between the entity was deleted: the order tells which versions may be read.
    [Fact]
    public void Build_KeyThatComesAgain_StaysInItsPlaces()
    {
        KeyInvalidation[] keys = [new("a:1", 5), new("a:1", 3, Deleted: true), new("a:1", 5)];
        var records = new EventRecords(maxNames: 9);
        foreach (var key in keys)
        {
            records.Add(new InvalidationRecord([key], [], []), ["A"]);
        }

        Assert.Equal(keys, Assert.Single(records.Build()).Keys);
    }

    [Fact]
    public void Build_NamesThatAreTooLong_BecomePatternsThatMatchThem()
    {
        var longest = "a:" + new string('x', EventRecords.MaxNameLength - 2);
        var key = "key:" + new string('k', EventRecords.MaxNameLength);
        var tag = "tag:" + new string('t', EventRecords.MaxNameLength);
        var pattern = new string('?', EventRecords.MaxNameLength) + "*";
        var records = new EventRecords(maxNames: 9);
        records.Add(new InvalidationRecord([new(longest, 7), new(key, 7)], [longest, tag], [pattern]), ["A"]);

        var record = Assert.Single(records.Build());

        Assert.Equal($"{longest} {longest}", Names(record));
        Assert.All((string[])[key, tag, new string('p', EventRecords.MaxNameLength)], name => Assert.Contains(record.Patterns, glob => Glob.Matches(glob, name)));
        Assert.All(record.Patterns, glob => Assert.True(glob.Length <= EventRecords.MaxNameLength));
        Assert.DoesNotContain(record.Patterns.Where(glob => glob[0] != '?'), glob => Glob.Matches(glob, "key:j"));
    }

    private static InvalidationRecord Record(string[] keys, string[] tags) => new([.. keys.Select(key => new KeyInvalidation(key))], tags, []);

    private static string Names(InvalidationRecord record) => string.Join(' ', record.Keys.Select(key => key.Key).Concat(record.Tags));
}

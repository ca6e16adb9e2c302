using Graph.ChangeDetection;

namespace Graph.Tests.ChangeDetection;

public sealed class RecentChangesTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Knows_SameVersionAndTime_AndNothingElse()
    {
        var recent = new RecentChanges(capacity: 10);
        recent.Add([Item("a", 7)]);

        Assert.True(recent.Knows(Item("a", 7)));
        Assert.False(recent.Knows(Item("a", 8)));
        Assert.False(recent.Knows(Item("b", 7)));
        Assert.False(recent.Knows(Item("a", 7) with { UpdatedAt = Time.AddMilliseconds(1) }));
        Assert.False(recent.Knows(Item("a", null)));
    }

    [Fact]
    public void Add_MoreThanItsCapacity_StaysWithinIt()
    {
        var recent = new RecentChanges(capacity: 10);

        for (var i = 0; i < 1_000; i++)
        {
            recent.Add([Item($"a{i}", 1)]);
            Assert.InRange(recent.Count, 1, 10);
            Assert.True(recent.Knows(Item($"a{i}", 1)));
        }
    }

    [Fact]
    public void ForgetBefore_ATime_KeepsThatTimeAndLater()
    {
        var recent = new RecentChanges(capacity: 10);
        recent.Add([Item("a", 1), Item("b", 1) with { UpdatedAt = Time.AddSeconds(1) }]);

        recent.ForgetBefore(Time.AddSeconds(1));

        Assert.Equal(1, recent.Count);
        Assert.True(recent.Knows(Item("b", 1) with { UpdatedAt = Time.AddSeconds(1) }));
    }

    private static ChangedItem Item(string id, long? version) => new(id, version, Time, ChangedItem.NoData);
}

using Graph.Invalidation;
using Graph.Invalidation.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Invalidation.Shared;

public sealed class RecentAppendsTests
{
    private static readonly Position Place = new(1, 7);

    private readonly FakeTimeProvider _time = new();
    private readonly RecentAppends _recent;

    public RecentAppendsTests() => _recent = new RecentAppends(capacity: 3, _time);

    [Fact]
    public void Take_OfTheLastMinute_GivesEachOnceAndInOrder()
    {
        Add("a");
        _time.Advance(TimeSpan.FromSeconds(60));
        Add("b");

        Assert.Equal("a b", Take());
        Assert.Equal("", Take());
    }

    [Fact]
    public void Confirm_OlderThanAMinute_IsForgotten()
    {
        Add("a");
        _time.Advance(TimeSpan.FromSeconds(30));
        Add("b");
        _time.Advance(TimeSpan.FromSeconds(31));

        _recent.Confirm();

        Assert.Equal("b", Take());
    }

    [Fact]
    public void Add_MoreThanItsCapacity_ForgetsTheOldest()
    {
        foreach (var tag in new[] { "a", "b", "c", "d" })
        {
            Add(tag);
        }

        Assert.Equal("b c d", Take());
    }

    [Fact]
    public void Take_RecordThatMakesNothingStale_IsLeftOut()
    {
        _recent.Add(new InvalidationRecord([], [], []) { Alive = ["Carts"] }, Place);
        Add("a");

        Assert.Equal("a", Take());
    }

    [Fact]
    public void Take_AppendedAgain_SaysWhereItWasFirst()
    {
        Add("a");
        Assert.Equal(Place, Assert.Single(_recent.Take()).FirstAt);

        _recent.Add(new InvalidationRecord([], ["a"], []) { FirstAt = Place }, new Position(2, 1));

        Assert.Equal(Place, Assert.Single(_recent.Take()).FirstAt);
    }

    private void Add(string tag) => _recent.Add(new InvalidationRecord([], [tag], []), Place);

    private string Take() => string.Join(' ', _recent.Take().SelectMany(record => record.Tags));
}

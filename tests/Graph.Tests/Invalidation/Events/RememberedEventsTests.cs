using Graph.Invalidation.Events;
using Microsoft.Extensions.Options;
using static Graph.Tests.Invalidation.Events.EventsWorld;

namespace Graph.Tests.Invalidation.Events;

public sealed class RememberedEventsTests
{
    [Fact]
    public void Add_MoreThanTheWindow_ForgetsTheOldestFirst()
    {
        var remembered = new RememberedEvents(Options.Create(new EventsOptions { DedupWindow = 3 }));

        remembered.Add([1, 2, 3]);
        remembered.Add([2, 1, 4]); // known ones are not younger for it

        Assert.Equal(3, remembered.Count);
        Assert.Equal([false, true, true, true], ((UInt128[])[1, 2, 3, 4]).Select(remembered.Contains));
    }

    [Fact]
    public void Add_AMillion_KeepsTheWindow()
    {
        var remembered = new RememberedEvents(Options.Create(new EventsOptions()));

        remembered.Add(Enumerable.Range(0, 1_000_000).Select(number => (UInt128)number));

        Assert.Equal(100_000, remembered.Count);
        Assert.True(remembered.Contains(900_000));
        Assert.False(remembered.Contains(899_999));
    }

    [Fact]
    public void KeyOf_SourceAndId_TellApartWhatTheyTell()
    {
        CloudEvent[] all =
        [
            Event("1", source: "/a"), Event("2", source: "/a"), Event("1", source: "/b"), Event("b1", source: "/a"), Event("1", source: "/ab"),
        ];

        Assert.Equal(all.Length, all.Select(RememberedEvents.KeyOf).Distinct().Count());
        Assert.Equal(RememberedEvents.KeyOf(all[0]), RememberedEvents.KeyOf(Event("1", "other.type", "other", "/a", version: 9)));
    }
}

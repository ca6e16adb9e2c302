using Graph.Invalidation;
using Graph.Invalidation.Events;
using Graph.Telemetry;
using static Graph.Tests.Invalidation.Events.EventsWorld;

namespace Graph.Tests.Invalidation.Events;

public sealed class EventIntakeTests : IDisposable
{
    private readonly EventsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Take_ManyEvents_IsOneRecordOfAllTheySay()
    {
        var outcome = await _world.TakeAsync(Event("1", version: 8), Event("2"), Event("3", "both.updated", source: "/others"));

        var record = Assert.Single(_world.Log.Records);
        Assert.Equal([new KeyInvalidation("thing:1", 8), new KeyInvalidation("thing:2")], record.Keys);
        Assert.Equal(["both", "others", "things:list"], record.Tags.Order());
        Assert.Equal(["Others", "Things"], record.Alive.Order());
        Assert.Equal(new EventOutcome(new Position(1, 1), Applied: 3, Duplicates: 0, Ignored: 0), outcome);
    }

    [Fact]
    public async Task Take_RepeatedEvent_ChangesNothing()
    {
        await _world.TakeAsync(Event("1"));
        await _world.TakeAsync(Event("2"));

        var outcome = await _world.TakeAsync(Event("1"));

        Assert.Equal(2, _world.Log.Records.Count);
        Assert.Equal(new EventOutcome(_world.Log.Tail, Applied: 0, Duplicates: 1, Ignored: 0), outcome);
    }

    [Fact]
    public async Task Take_DuplicatesInOneDelivery_CountOnce()
    {
        var outcome = await _world.TakeAsync(Event("1"), Event("1", subject: "other"), Event("2"));

        Assert.Equal(["thing:1", "thing:2"], Assert.Single(_world.Log.Records).Keys.Select(key => key.Key));
        Assert.Equal((2, 1), (outcome.Applied, outcome.Duplicates));
    }

    [Fact]
    public async Task Take_PartlyRepeated_AppendsTheRest()
    {
        await _world.TakeAsync(Event("1"));

        await _world.TakeAsync(Event("1"), Event("2"));

        Assert.Equal(["thing:2"], _world.Log.Records[^1].Keys.Select(key => key.Key));
    }

    [Fact]
    public async Task Take_SameIdOfAnotherSource_IsAnotherEvent()
    {
        await _world.TakeAsync(Event("1"));

        await _world.TakeAsync(Event("1", source: "/others"));

        Assert.Equal(2, _world.Log.Records.Count);
    }

    [Fact]
    public async Task Take_LogIsAway_RemembersNothing()
    {
        _world.Log.Takes = 0;
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await _world.TakeAsync(Event("1")));
        var remembered = _world.Remembered.Count;

        _world.Log.Takes = 1;
        var again = await _world.TakeAsync(Event("1"));

        Assert.Equal(0, remembered);
        Assert.Equal((1, 0), (again.Applied, again.Duplicates));
        Assert.Single(_world.Log.Records);
    }

    [Fact]
    public async Task Take_LogGoesAwayBetweenTwoRecords_RemembersNeither()
    {
        using var world = new EventsWorld(maxNames: 2);
        world.Log.Takes = 1;
        CloudEvent[] delivery = [Event("1"), Event("2")];
        await Assert.ThrowsAsync<LogUnavailableException>(async () => await world.TakeAsync(delivery));

        world.Log.Takes = 2;
        var again = await world.TakeAsync(delivery);

        Assert.Equal((2, 0), (again.Applied, again.Duplicates));
        Assert.Equal(["thing:1", "thing:1", "thing:2"], world.Log.Records.SelectMany(record => record.Keys).Select(key => key.Key));
    }

    [Fact]
    public async Task Take_UntilTheLogHasIt_RemembersNothing()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _world.Log.Gate = gate.Task;

        var first = _world.TakeAsync(Event("1")).AsTask();
        var second = _world.TakeAsync(Event("1")).AsTask();
        var before = (_world.Remembered.Count, first.IsCompleted || second.IsCompleted);
        gate.SetResult();
        await Task.WhenAll(first, second);

        // Both are in the log, which is harmless; the second could not have been acknowledged on the first one's word.
        Assert.Equal((0, false), before);
        Assert.Equal((2, 1), (_world.Log.Records.Count, _world.Remembered.Count));
    }

    [Fact]
    public async Task Take_ForgottenEvent_IsAppliedAgain()
    {
        using var world = new EventsWorld(options => options.DedupWindow = 2);
        await world.TakeAsync(Event("1"), Event("2"), Event("3"));

        var known = await world.TakeAsync(Event("2"), Event("3"));
        var forgotten = await world.TakeAsync(Event("1"));

        Assert.Equal((0, 2, 1), (known.Applied, known.Duplicates, forgotten.Applied));
        Assert.Equal(2, world.Remembered.Count);
    }

    [Theory]
    [InlineData("/silent", "Silent")]
    [InlineData("https://shop.example/api/SILENT/", "Silent")]
    public async Task Take_Heartbeat_IsARecordOfNothingButLife(string source, string domain)
    {
        var outcome = await _world.TakeAsync(Event("1", CloudEvent.Heartbeat, source: source));

        var record = Assert.Single(_world.Log.Records);
        Assert.True(record.IsEmpty);
        Assert.Equal([domain], record.Alive);
        Assert.Equal((1, new Position(1, 1)), (outcome.Applied, outcome.Position));
    }

    [Fact]
    public async Task Take_UnheardTypeOfAKnownSource_IsASignOfLife()
    {
        await _world.TakeAsync(Event("1", "unheard.of", source: "/silent"));

        Assert.Equal(["Silent"], Assert.Single(_world.Log.Records).Alive);
    }

    [Fact]
    public async Task Take_EventThatConcernsNobody_IsIgnoredAndSaidOnce()
    {
        await _world.TakeAsync(Event("1"));

        var outcome = await _world.TakeAsync(Event("2", "unheard.of", source: "/billing"), Event("3", "unheard.of", source: "/billing"));

        Assert.Equal(new EventOutcome(_world.Log.Tail, Applied: 0, Duplicates: 0, Ignored: 2), outcome);
        Assert.Equal(1, _world.Remembered.Count);
        Assert.Equal(1, _world.Lines.Count(EventIds.EventIgnored));
        Assert.Contains(_world.Lines.Texts, line => line.Contains("unheard.of", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Take_EndlesslyManyUnheardTypes_LogsABoundedNumber()
    {
        await _world.TakeAsync([.. Enumerable.Range(0, IgnoredTypes.MaxTypes + 50).Select(i => Event("1", $"unheard.{i}", source: "/billing"))]);

        Assert.Equal(IgnoredTypes.MaxTypes, _world.Lines.Count(EventIds.EventIgnored));
    }
}

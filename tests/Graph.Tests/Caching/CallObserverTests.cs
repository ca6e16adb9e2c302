using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Operations that ask hear of the upstream calls that they have started, each of its own keys.</summary>
public sealed class CallObserverTests
{
    [Fact]
    public void Call_ThatHadToWaitForALane_TellsHowLong()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1", "b1", "b2", "b3", "b4");
        foreach (var busy in new[] { "b1", "b2", "b3", "b4" })
        {
            _ = world.ReadAsync(busy);
        }

        var asked = new Heard();
        var read = Read(world, asked, "a1");
        world.Time.Advance(TimeSpan.FromSeconds(2));
        world.ThingCalls[0].Return();
        pump.RunUntilIdle();
        world.Time.Advance(TimeSpan.FromSeconds(3));
        world.ThingCalls[^1].Return();
        pump.Finish(read);

        var call = Assert.Single(asked.Calls);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)), (call.Waited, call.Took));
        Assert.Equal((ObservedCallKind.Fetch, 0, null), (call.Kind, call.Failed, call.Problem));
    }

    [Fact]
    public void Call_WithKeysOfSeveralOperations_TellsEachOfItsOwn()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1", "a2", "a3", "a4", "b1", "b2", "b3", "b4");
        foreach (var busy in new[] { "b1", "b2", "b3", "b4" })
        {
            _ = world.ReadAsync(busy);
        }

        var (one, other) = (new Heard(), new Heard());
        Task<LoadResult<Thing>[]>[] reads = [Read(world, one, "a1", "a2"), world.ReadAsync("a3"), Read(world, other, "a4")];
        world.ThingCalls.ForEach(call => call.Return());
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();
        Assert.All(reads, read => pump.Finish(read));

        Assert.Equal(("a1 a2", 4), (one.Ids, Assert.Single(one.Calls).BatchSize));
        Assert.Equal(("a4", 4), (other.Ids, Assert.Single(other.Calls).BatchSize));
    }

    [Fact]
    public void Reader_OfAFetchThatIsUnderWay_HearsOfNoCall()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");
        _ = world.ReadAsync("a1");
        var asked = new Heard();

        var read = Read(world, asked, "a1");
        world.ThingCalls[0].Return();
        pump.Finish(read);

        Assert.Empty(asked.Calls);
        Assert.Equal(ReadOrigin.Coalesced, Assert.Single(asked.Batches).Reads[0].Origin);
    }

    [Fact]
    public void Refresh_OfAStaleValue_IsToldAsOne()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");
        var first = world.ReadAsync("a1");
        world.ThingCalls[0].Return();
        pump.Finish(first);
        world.Time.Advance(TimeSpan.FromSeconds(90));
        var asked = new Heard();

        pump.Finish(Read(world, asked, "a1"));
        world.ThingCalls[1].Return();
        pump.RunUntilIdle();

        Assert.Equal(ReadOrigin.Stale, Assert.Single(asked.Batches).Reads[0].Origin);
        Assert.Equal(ObservedCallKind.Refresh, Assert.Single(asked.Calls).Kind);
    }

    private static CacheWorld WorldOf(params string[] ids) => new() { Versions = ids.ToDictionary(id => id, _ => 1) };

    private static Task<LoadResult<Thing>[]> Read(CacheWorld world, IReadObserver observer, params string[] ids) => world.Cache.Of<Thing>(CacheWorld.Things)
        .ReadManyAsync([.. ids.Select(id => new ReadKey(id))], new LoadRequest("t", CancellationToken.None) { Observer = observer }).AsTask();

    private sealed class Heard : ICallObserver
    {
        public List<ObservedCall> Calls { get; } = [];

        public List<ReadBatch> Batches { get; } = [];

        public string Ids => string.Join(' ', Calls.SelectMany(call => call.Keys).Select(key => key.Id));

        public void Before(CachedSource source, IReadOnlyList<ReadKey> keys)
        {
            // of no interest here
        }

        public void After(ReadBatch batch) => Batches.Add(batch);

        public void Called(ObservedCall call) => Calls.Add(call);
    }
}

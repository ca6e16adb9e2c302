using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Promise 3: versions never go back, and what has no version goes by the start of its fetch (R11, R19).</summary>
public sealed class VersionOrderTests
{
    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:*")]
    public void Purge_OfAnUpstreamRestoredFromABackup_LetsOlderVersionsBeReadAgain(string? key, string? tag, string? glob)
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 5);
        world.Versions["a1"] = 3;

        world.Invalidate(key, tag: tag, glob: glob, purge: true);

        Assert.Equal(3, ReadAnew(world, pump).Value!.Version);
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
    }

    [Fact]
    public void Invalidate_WithoutPurge_DoesNotLetOlderVersionsBeRead()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 5);
        world.Versions["a1"] = 3;

        world.Invalidate(key: "thing:a1");

        Assert.Equal(ErrorCodes.UpstreamStale, ReadAnew(world, pump).Failure!.Code);
    }

    [Fact]
    public void Purge_LiftsTheFloorOfAnAnnouncement()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 5);
        world.Invalidate(key: "thing:a1", version: 9);

        world.Invalidate(key: "thing:a1", purge: true);

        Assert.Equal(5, ReadAnew(world, pump).Value!.Version);
    }

    [Fact]
    public void Purge_AnsweredByALaterFetch_IsNotReopenedByAnEarlierOneOfTheSameVersion()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 5);
        _ = world.ReadAsync("a1");
        world.ThingCalls[0].Read();
        world.Invalidate(key: "thing:a1", purge: true);
        Assert.Equal(5, ReadAnew(world, pump).Value!.Version);
        world.ThingCalls[0].Return(); // of the same version, but fetched before the purge
        pump.RunUntilIdle();

        world.Versions["a1"] = 4;
        world.Time.Advance(TimeSpan.FromSeconds(120));

        Assert.NotEqual(4, ReadAnew(world, pump).Value?.Version);
    }

    [Fact]
    public void Land_SupersededFetchWithANewerVersion_EndsTheOneInMemory()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 2);
        var superseded = world.ReadAsync("a1");
        world.Invalidate(key: "thing:a1");
        Assert.Equal(2, ReadAnew(world, pump).Value!.Version);
        world.Versions["a1"] = 3;

        world.ThingCalls[0].Return();

        Assert.Equal(3, pump.Finish(superseded)[0].Value!.Version);
        Assert.Equal(3, ReadAnew(world, pump).Value!.Version);
    }

    [Fact]
    public void Read_EvictedValue_StillRefusesOlderVersions()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 5);
        Evict(world);
        world.Versions["a1"] = 4;

        Assert.Equal(ErrorCodes.UpstreamStale, ReadAnew(world, pump).Failure!.Code);
    }

    [Fact]
    public void Read_HotValueWhoseGhostIsLost_StillRefusesOlderVersions()
    {
        using var pump = new Pump();
        using var world = new CacheWorld(options => options.MaxEntries = 16);
        world.ThingDefinition.Policy = CacheWorld.Policy with { StaleIfError = TimeSpan.FromHours(1) };
        world.Versions["a1"] = 5;
        world.Warm("a1");
        for (var i = 0; i < 2_000; i++)
        {
            Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully); // keeps it in memory, not its ghost
            world.Versions[$"b{i}"] = 1;
            world.Warm($"b{i}");
            world.Cache.Memory.Settle();
        }

        world.Versions["a1"] = 4;
        world.Time.Advance(TimeSpan.FromSeconds(120));

        Assert.Equal(5, ReadAnew(world, pump).Value?.Version);
    }

    [Fact]
    public void Land_AbsenceAskedForBeforeAValueWasLetThrough_IsAskedAgain()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 0);
        var read = world.ReadAsync("a1");
        world.ThingCalls[0].Read(); // absent
        world.Versions["a1"] = 1;
        PrimeByList(world, pump, version: 1);

        world.ThingCalls[0].Return();
        pump.RunUntilIdle();

        Assert.False(read.IsCompleted);
        world.Time.Advance(TimeSpan.FromMilliseconds(50));
        pump.RunUntilIdle();
        world.ThingCalls[^1].Return();
        Assert.Equal(1, pump.Finish(read)[0].Value!.Version);
    }

    [Fact]
    public void Land_AbsenceAskedForAfterAValueWasLetThrough_ReplacesIt()
    {
        using var pump = new Pump();
        using var world = WarmWorld(version: 1);
        world.Versions.Remove("a1");
        world.Time.Advance(TimeSpan.FromSeconds(120));

        var result = ReadAnew(world, pump);

        Assert.False(result.IsFound || result.IsFailed);
        Assert.False(pump.Finish(world.ReadAsync("a1"))[0].IsFound);
    }

    [Fact]
    public void Prime_WithAListFetchedBeforeAnAbsence_DoesNotBringTheValueBack()
    {
        using var pump = new Pump();
        using var world = WorldOf(version: 0);
        var list = world.ReadListAsync("l");
        world.Time.Advance(TimeSpan.FromSeconds(1));
        world.Warm("a1"); // deleted meanwhile, without an event

        world.ListCalls[0].Context.Prime(CacheWorld.Things, [new Thing("a1", 1)]);
        world.ListCalls[0].Return();
        pump.Finish(list);

        Assert.False(pump.Finish(world.ReadAsync("a1"))[0].IsFound);
    }

    [Fact]
    public void Land_UnversionedValueThatMayNotBeKept_EndsTheOlderOne()
    {
        var notes = new EntitySource<Thing>("Note", note => note.Id);
        var answers = new Queue<GatedCall<string, Thing>>();
        var version = 1;
        var definition = new EntityDefinition<Thing>(notes, "Tests") { Policy = CacheWorld.Policy };
        definition.Tags(note => [$"version:{note.Version}"]).FetchBatch((ids, context) =>
        {
            answers.Enqueue(new GatedCall<string, Thing>(ids, context, id => new Thing(id, version)));
            return new ValueTask<LoadResult<Thing>[]>(answers.Last().Task);
        });
        using var pump = new Pump();
        using var world = new CacheWorld(more: definition);
        Task<LoadResult<Thing>[]> Read() => world.Cache.Of<Thing>(notes).ReadManyAsync([new ReadKey("n")], world.Request).AsTask();
        var first = Read();
        answers.Dequeue().Return();
        pump.Finish(first);
        world.Time.Advance(TimeSpan.FromSeconds(120));
        var second = Read();
        version = 2;
        answers.Peek().Read();

        world.Invalidate(tag: "version:2");
        answers.Dequeue().Return();

        Assert.Equal(2, pump.Finish(second)[0].Value!.Version);
        world.Cache.Memory.Settle();
        Assert.Equal((0, 0), world.Cache.Memory.UsageOf(world.Cache.Of<Thing>(notes).Number)); // else the next read got the first again
    }

    private static CacheWorld WorldOf(int version)
    {
        var world = new CacheWorld();
        world.Versions["a1"] = version;
        return world;
    }

    private static CacheWorld WarmWorld(int version)
    {
        var world = WorldOf(version);
        world.Warm("a1");
        return world;
    }

    /// <summary>Reads from an upstream that answers whatever it is asked, also again.</summary>
    private static LoadResult<Thing> ReadAnew(CacheWorld world, Pump pump)
    {
        var calls = world.ThingCalls.Count;
        var read = world.ReadAsync("a1");
        Assert.True(world.ThingCalls.Count > calls, "served from memory");
        for (var call = calls; call < world.ThingCalls.Count; call++)
        {
            world.ThingCalls[call].Return();
            pump.RunUntilIdle();
            world.Time.Advance(TimeSpan.FromMilliseconds(200));
            pump.RunUntilIdle();
        }

        return pump.Finish(read)[0];
    }

    private static void PrimeByList(CacheWorld world, Pump pump, int version)
    {
        var list = world.ReadListAsync("l");
        world.ListCalls[^1].Context.Prime(CacheWorld.Things, [new Thing("a1", version)]);
        world.ListCalls[^1].Return();
        pump.Finish(list);
    }

    private static void Evict(CacheWorld world) => Assert.Equal(1, world.Cache.Memory.RemoveWhere(_ => true));
}

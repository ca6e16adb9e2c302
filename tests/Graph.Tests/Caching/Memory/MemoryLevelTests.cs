using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Caching.Memory;
using Graph.Invalidation;

namespace Graph.Tests.Caching.Memory;

/// <summary>What memory counts is what it holds: the bound by bytes rests on it.</summary>
public sealed class MemoryLevelTests
{
    [Fact]
    public void Store_BeyondMaxBytes_MakesRoom()
    {
        var memory = LevelOf(maxBytes: 10_000);

        for (var i = 0; i < 1_000; i++)
        {
            memory.Store(Key(i), Entry(bytes: 100));
            Assert.InRange(memory.Bytes, 1, 10_000);
        }

        memory.Settle();
        Assert.InRange(memory.Count, 50, 100);
        Assert.Equal(100 * memory.Count, memory.Bytes);
    }

    [Fact]
    public void Evictions_OfTwoSources_AreCountedForEach()
    {
        var memory = LevelOf(maxBytes: 1_000_000, maxEntries: 100);
        for (var i = 0; i < 1_000; i++)
        {
            memory.Store(Key(i, source: i % 4 == 0 ? 1 : 0), Entry(bytes: 100));
        }

        memory.Settle();

        Assert.Equal(750 - memory.UsageOf(0).Entries, memory.EvictionsOf(0));
        Assert.Equal(250 - memory.UsageOf(1).Entries, memory.EvictionsOf(1));
        Assert.Equal(memory.Evictions, memory.EvictionsOf(0) + memory.EvictionsOf(1));
        Assert.True(memory.EvictionsOf(0) > 0 && memory.EvictionsOf(1) > 0);
    }

    [Fact]
    public void Store_OneValueLargerThanMaxBytes_IsNotKeptAndPushesNothingOut()
    {
        var memory = LevelOf(maxBytes: 10_000);
        memory.Store(Key(1), Entry(bytes: 100));
        memory.Store(Key(2), Entry(bytes: 100));

        memory.Store(Key(2), Entry(bytes: 10_001));

        memory.Settle();
        Assert.True(memory.TryGet(Key(1), out _));
        Assert.False(memory.TryGet(Key(2), out _));
        Assert.Equal((1, 100), memory.UsageOf(0));
    }

    [Fact]
    public void Store_OverWhatIsThere_CountsTheNewValueOnly()
    {
        var memory = LevelOf(maxBytes: 10_000);

        for (var i = 1; i <= 50; i++)
        {
            memory.Store(Key(1), Entry(bytes: i));
        }

        memory.Settle();
        Assert.Equal((1, 50), memory.UsageOf(0));
        Assert.Equal(50, memory.Bytes);
    }

    [Fact]
    public void Remove_OfAValueReplacedMeanwhile_LeavesTheNewOne()
    {
        var memory = LevelOf(maxBytes: 10_000);
        var old = Entry(bytes: 10);
        memory.Store(Key(1), old);
        memory.Store(Key(1), Entry(bytes: 20));

        Assert.False(memory.Remove(Key(1), old));

        memory.Settle();
        Assert.Equal((1, 20), memory.UsageOf(0));
    }

    [Fact]
    public void RemoveWhere_Everything_BringsAllCountsBackToZero()
    {
        var memory = LevelOf(maxBytes: 100_000);
        for (var i = 0; i < 300; i++)
        {
            memory.Store(Key(i % 100, source: i % 2), Entry(bytes: i));
        }

        var held = memory.Count;

        Assert.Equal(held, memory.RemoveWhere(_ => true));
        memory.Settle();
        Assert.Equal((0, 0), memory.UsageOf(0));
        Assert.Equal((0, 0), memory.UsageOf(1));
        Assert.Equal(0, memory.Bytes);
    }

    [Fact]
    public async Task Store_ByManyThreadsBeyondBothBounds_KeepsTheCountsExact()
    {
        var seed = Environment.TickCount;
        var memory = LevelOf(maxBytes: 20_000, maxEntries: 150);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() => Churn(memory, new Random(seed + worker)))));

        memory.Settle();

        Assert.InRange(memory.Bytes, 0, 20_000);
        Assert.True(memory.Count == memory.UsageOf(0).Entries, $"{memory.UsageOf(0).Entries} counted, {memory.Count} held (seed {seed})");
        memory.RemoveWhere(_ => true);
        memory.Settle();
        Assert.True(memory.UsageOf(0) == (0, 0) && memory.Bytes == 0, $"{memory.UsageOf(0)} and {memory.Bytes} bytes of nothing (seed {seed})");
    }

    private static void Churn(MemoryLevel memory, Random random)
    {
        for (var i = 0; i < 30_000; i++)
        {
            var key = Key(random.Next(400));
            if (random.Next(4) > 0)
            {
                memory.Store(key, Entry(bytes: random.Next(1, 400)));
            }
            else if (memory.TryGet(key, out var entry))
            {
                memory.Remove(key, entry);
            }
        }
    }

    private static MemoryLevel LevelOf(long maxBytes, int maxEntries = 10_000) =>
        new(new EntityCacheOptions { MaxEntries = maxEntries, MaxBytes = maxBytes }, sources: 2);

    private static CacheKey Key(int id, int source = 0) => new(source, $"{id}");

    private static CacheEntry<Thing> Entry(long bytes) => new()
    {
        Key = "",
        Tags = [],
        Start = Mark.None,
        Version = 1,
        FetchedAt = 0,
        Ttl = EntryTtl.OfPolicy,
        Read = new ReadKey(""),
        Bytes = bytes,
        Value = new Thing("", 1),
    };
}

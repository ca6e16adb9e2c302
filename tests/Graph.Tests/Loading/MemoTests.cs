using Graph.Domains.Abstractions;
using Graph.Loading;
using Graph.Tests.Caching;

namespace Graph.Tests.Loading;

/// <summary>The DataLoader of one request: a key is read once, and answers the same throughout.</summary>
public sealed class MemoTests
{
    [Fact]
    public async Task Read_KeysAgain_AreReadOnceARequest()
    {
        var reads = new ListReads();
        var memo = new Memo<Thing>(CacheWorld.Things, reads);
        var first = await memo.ReadAsync(Keys("a", "b"));
        reads.Things["a"] = new Thing("a", 2);

        var second = await memo.ReadAsync(Keys("b", "a", "c"));

        Assert.Same(first[0].Value, second[1].Value);
        Assert.Same(first[1].Value, second[0].Value);
        Assert.Equal([["a", "b"], ["c"]], reads.Calls.Select(call => call.Select(key => key.Id)));
    }

    [Fact]
    public async Task Read_DuplicatesAndNulls_AreAnsweredInOrder()
    {
        var reads = new ListReads();
        var memo = new Memo<Thing>(CacheWorld.Things, reads);

        var results = await memo.ReadAsync(Keys("a", null, "b", "a", null));

        Assert.Equal(["a", null, "b", "a", null], results.Select(result => result.Value?.Id));
        Assert.Equal(["a", "b"], Assert.Single(reads.Calls).Select(key => key.Id));
        Assert.Empty(await memo.ReadAsync(Keys()));
        Assert.Single(reads.Calls);
    }

    [Fact]
    public async Task Read_FailuresAndAbsences_AreRememberedToo()
    {
        var reads = new ListReads();
        reads.Things["gone"] = LoadResult<Thing>.NotFound;
        reads.Things["late"] = new Failure(ErrorCodes.UpstreamTimeout, "late");
        var memo = new Memo<Thing>(CacheWorld.Things, reads);
        await memo.ReadAsync(Keys("gone", "late"));

        var again = await memo.ReadAsync(Keys("gone", "late"));

        Assert.False(again[0].IsFound || again[0].IsFailed);
        Assert.True(again[1].IsFailed);
        Assert.Single(reads.Calls);
    }

    [Fact]
    public void Read_Concurrently_WaitsForTheSameRead()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Versions["a1"] = world.Versions["a2"] = world.Versions["a3"] = 1;
        var memo = new Memo<Thing>(CacheWorld.Things, new CachedReads(world.Cache, world.Request));

        var first = memo.ReadAsync(Keys("a1", "a2")).AsTask();
        var second = memo.ReadAsync(Keys("a2", "a3", "a1")).AsTask();
        world.ThingCalls.ForEach(call => call.Return());

        Assert.Equal(["a1", "a2"], pump.Finish(first).Select(result => result.Value!.Id));
        Assert.Equal(["a2", "a3", "a1"], pump.Finish(second).Select(result => result.Value!.Id));
        Assert.Equal([["a1", "a2"], ["a3"]], world.ThingCalls.Select(call => call.Keys));
    }

    [Fact]
    public async Task Read_LongerPageThanRemembered_IsReadAgainAndAnswersShorterOnes()
    {
        var reads = new ListReads();
        reads.Lists["l"] = ["a", "b", "c", "d"];
        var memo = new Memo<StampedPage>(CacheWorld.Lists, reads);
        await memo.ReadAsync(Pages(new PageKey("l", 2)));

        var longer = await memo.ReadAsync(Pages(new PageKey("l", 3)));
        var shorter = await memo.ReadAsync(Pages(new PageKey("l", 1)));

        Assert.Equal(3, longer[0].Value!.Ids.Count);
        Assert.Same(longer[0].Value, shorter[0].Value);
        Assert.Equal(2, reads.Calls.Count);
    }

    [Fact]
    public async Task Prime_ThenRead_AnswersWithoutReading()
    {
        var reads = new ListReads();
        var memo = new Memo<Thing>(CacheWorld.Things, reads);
        await memo.ReadAsync(Keys("a"));

        memo.Prime([new Thing("a", 7), new Thing("b", 7)], CacheWorld.Things.Id);

        var results = await memo.ReadAsync(Keys("a", "b"));
        Assert.Equal([1, 7], results.Select(result => result.Value!.Version)); // what has been answered stays
        Assert.Single(reads.Calls);
    }

    // A page without a list is a defect of its domain: it must not make another key's answer out of what is read next.
    [Fact]
    public async Task Read_KeyThatIsNone_LeavesNoOtherKeyPointingElsewhere()
    {
        var reads = new ListReads();
        reads.Lists["l"] = ["a"];
        reads.Lists["m"] = ["b"];
        var memo = new Memo<StampedPage>(CacheWorld.Lists, reads);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await memo.ReadAsync(new PageKeys([new PageKey("l", 1), new PageKey(null!, 1)])));

        await memo.ReadAsync(Pages(new PageKey("m", 1)));
        var again = memo.ReadAsync(Pages(new PageKey("l", 1)));

        Assert.False(again.IsCompleted); // its read has never begun
    }

    [Fact]
    public async Task Read_ManyTimes_FindsEachAnswerWithTheBatchThatItCameIn()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var reads = new ListReads();
        var memo = new Memo<Thing>(CacheWorld.Things, reads);
        var firstVersions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 1; round <= 200; round++)
        {
            string?[] ids = [.. Enumerable.Range(0, random.Next(6)).Select(_ => random.Next(8) == 0 ? null : $"t{random.Next(120)}")];
            if (random.Next(3) == 0)
            {
                Thing[] things = [.. ids.OfType<string>().Distinct().Select(id => new Thing(id, round))];
                memo.Prime(things, CacheWorld.Things.Id);
            }

            foreach (var id in ids.OfType<string>())
            {
                reads.Things[id] = new Thing(id, round);
                firstVersions.TryAdd(id, round);
            }

            var results = await memo.ReadAsync(Keys(ids));

            Assert.True(
                ids.Select(id => id is null ? null : $"{id}@{firstVersions[id]}").SequenceEqual(
                    results.Select(result => result.Value is { } thing ? $"{thing.Id}@{thing.Version}" : null)),
                $"seed {seed}, round {round}");
        }
    }

    private static EntityKeys Keys(params string?[] ids) => new(ids);

    private static PageKeys Pages(PageKey page) => new([page]);
}

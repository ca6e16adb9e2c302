using System.Collections.Concurrent;
using Graph.Caching;
using Graph.Domains.Abstractions;
using Graph.Invalidation;

namespace Graph.Tests.Caching;

/// <summary>Faults 3 and 4 on one instance with real threads: what no schedule on one thread can show.</summary>
public sealed class ThreadsTests
{
    private const int KeyCount = 8;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);
    private static readonly string[] Keys = [.. Enumerable.Range(0, KeyCount).Select(i => $"a{i}")];

    private readonly int[] _upstream = new int[KeyCount];
    private readonly int[] _acknowledged = new int[KeyCount];
    private readonly Lock[] _writers = [.. Keys.Select(_ => new Lock())];
    private readonly ConcurrentQueue<string> _violations = [];
    private readonly int _seed = Environment.TickCount;
    private int _reads;
    private volatile bool _ended;
    private volatile bool _stopped;

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(3)] // the index forgets all the time
    public async Task ReadsAndWrites_OnManyThreads_AreNeverOlderThanAnAcknowledgedInvalidation(int maxSlots)
    {
        using var world = new CacheWorld(
            options => options.MaxEntries = 16, invalidation: new InvalidationOptions { MaxSlots = maxSlots, MaxPatterns = 2 });
        world.ThingDefinition.FetchBatch(FetchAsync).Tags(thing => [$"tag:{thing.Id}"]);
        Array.Fill(_upstream, 1);

        var workers = new List<Task>();
        workers.AddRange(Enumerable.Range(0, 4).Select(worker => Task.Run(() => ReadAsync(world, new Random(_seed + worker)))));
        workers.AddRange(Enumerable.Range(4, 2).Select(worker => Task.Run(() => WriteAsync(world, new Random(_seed + worker)))));
        var clock = TickAsync(world);
        await Task.Delay(Duration, TimeProvider.System, TestContext.Current.CancellationToken);
        _ended = true;
        await Task.WhenAll(workers);
        _stopped = true;
        await clock;

        Assert.True(_violations.IsEmpty, $"seed {_seed}: {string.Join("; ", _violations.Take(3))} ({_violations.Count} of {_reads} reads)");
        Assert.True(_reads > 100, $"only {_reads} reads");
        Assert.Equal(0, world.UnderWay);
    }

    /// <summary>Ten times as fast as the real one: values grow stale, and what a fetch answered too old is asked again.</summary>
    private async Task TickAsync(CacheWorld world)
    {
        while (!_stopped)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
            world.Time.Advance(TimeSpan.FromMilliseconds(50));
        }
    }

    private async ValueTask<LoadResult<Thing>[]> FetchAsync(IReadOnlyList<string> ids, FetchContext context)
    {
        await Task.Yield();
        var results = Array.ConvertAll<string, LoadResult<Thing>>([.. ids], id => new Thing(id, Volatile.Read(ref _upstream[IndexOf(id)])));
        await Task.Yield();
        return results;
    }

    private async Task ReadAsync(CacheWorld world, Random random)
    {
        var lastRead = new int[KeyCount];
        while (!_ended)
        {
            var ids = random.GetItems(Keys, random.Next(1, 4)).Distinct().ToArray();
            var acknowledged = Array.ConvertAll(ids, id => Volatile.Read(ref _acknowledged[IndexOf(id)]));
            var request = new LoadRequest("thread", CancellationToken.None);
            var results = await world.Cache.Of<Thing>(CacheWorld.Things).ReadManyAsync([.. ids.Select(id => new ReadKey(id))], request);
            if (Interlocked.Increment(ref _reads) % 50 == 0)
            {
                await Task.Yield(); // reads from memory never wait; the others need a thread too
            }

            for (var i = 0; i < ids.Length; i++)
            {
                Check(ids[i], results[i], acknowledged[i], ref lastRead[IndexOf(ids[i])]);
            }
        }
    }

    private void Check(string id, LoadResult<Thing> result, int acknowledged, ref int lastRead)
    {
        var version = result.Value?.Version ?? 0;
        if (result.IsFailed)
        {
            return;
        }

        if (version < acknowledged || version < lastRead)
        {
            _violations.Enqueue($"{id}: {result}, acknowledged {acknowledged}, read before {lastRead}");
        }

        lastRead = Math.Max(lastRead, version);
    }

    private async Task WriteAsync(CacheWorld world, Random random)
    {
        while (!_ended)
        {
            var id = random.GetItems(Keys, 1)[0];
            lock (_writers[IndexOf(id)])
            {
                var version = Interlocked.Increment(ref _upstream[IndexOf(id)]);
                var way = random.Next(4);
                world.Invalidate(
                    key: way < 2 ? $"thing:{id}" : null,
                    version: way == 1 ? version : null,
                    tag: way == 2 ? $"tag:{id}" : null,
                    glob: way == 3 ? $"thing:{id}*" : null);
                Volatile.Write(ref _acknowledged[IndexOf(id)], version);
            }

            for (var pause = random.Next(20); pause > 0; pause--)
            {
                await Task.Yield();
            }
        }
    }

    private static int IndexOf(string id) => id[1] - '0';
}

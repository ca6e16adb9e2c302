using Graph.Invalidation;
using Graph.TestKit.Redis;

namespace Graph.Tests.Invalidation.Shared;

/// <summary>Two instances on one real Redis: both see everything, in one order, or know that they don't.</summary>
public sealed class RedisInstancesTests
{
    private const int Records = 1_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AppendAsync_TwoInstancesAtOnce_BothSeeAllInTheSameOrderAndNoneTwice()
    {
        await using var world = await RedisWorld.StartAsync();
        await using var a = await RedisInstance.StartAsync(world);
        await using var b = await RedisInstance.StartAsync(world);
        var start = a.Log.Consumed;

        var appended = await Task.WhenAll(AppendAsync(a, "a"), AppendAsync(b, "b"));

        var (here, there) = (await TakeAsync(a, start, 2 * Records), await TakeAsync(b, start, 2 * Records));
        Assert.Equal(here, there);
        Assert.Equal(2 * Records, here.Distinct().Count());
        Assert.Equal(appended.SelectMany(positions => positions).Order(), here.Select(entry => entry.Position));
        Assert.All(here, entry => Assert.True(a.IsDead(entry.Tag, default) && b.IsDead(entry.Tag, default)));
    }

    [Fact]
    public async Task FlushAll_WhileBothAppend_NothingAcknowledgedIsMissed()
    {
        await using var world = await RedisWorld.StartAsync();
        await using var a = await RedisInstance.StartAsync(world);
        await using var b = await RedisInstance.StartAsync(world);
        var (here, there, epoch) = (a.Index.Now, b.Index.Now, a.Log.Consumed.Epoch);

        var (one, other) = (AppendAsync(a, "a"), AppendAsync(b, "b"));
        await RedisInstance.UntilAsync(() => a.Log.Consumed.Id > Records / 10, "it does not begin");
        await world.Redis.FlushAllAsync();
        var last = (await Task.WhenAll(one, other)).SelectMany(positions => positions).Max();

        Assert.True(last.Epoch > epoch);
        await RedisInstance.UntilAsync(() => a.Log.Consumed >= last && b.Log.Consumed >= last, "they do not catch up");
        Assert.All(Enumerable.Range(0, Records), i => Assert.True(a.IsDead($"b{i}", here) && b.IsDead($"a{i}", there)));
    }

    [Fact]
    public async Task WaitForAsync_PositionOfTheOtherInstance_SeesItsRecord()
    {
        await using var world = await RedisWorld.StartAsync();
        await using var a = await RedisInstance.StartAsync(world);
        await using var b = await RedisInstance.StartAsync(world);

        for (var i = 0; i < 20; i++)
        {
            var start = b.Index.Now;
            var position = await a.AppendAsync("t");

            Assert.Equal(PositionWait.Reached, await b.Log.WaitForAsync(position, TestKit.Patience.Limit, Cancellation));
            Assert.True(b.IsDead("t", start));
        }

        var beyond = a.Log.Tail with { Id = a.Log.Tail.Id + 1 };
        Assert.Equal(PositionWait.BeyondTail, await b.Log.WaitForAsync(beyond, TestKit.Patience.Limit, Cancellation));
    }

    [Fact]
    public async Task Killed_WhileAMutationIsMade_ItsRecordComesToTheOtherOnceRedisIsBack()
    {
        await using var world = await RedisWorld.StartAsync(new RedisServerOptions { AppendOnly = true });
        await using var a = await RedisInstance.StartAsync(world);
        await using var b = await RedisInstance.StartAsync(world);
        await world.Redis.KillAsync();
        var (here, before) = (a.Index.Now, b.Log.Consumed);

        var appended = await a.Log.AppendAsync(new InvalidationRecord([], ["t"], []), fence: null, Cancellation);

        Assert.Null(appended.Position);
        Assert.True(a.IsDead("t", here));
        await RedisInstance.UntilAsync(() => b.Pulse.IsLogAway, "it does not notice");
        await world.Redis.RestartAsync(keepsData: true);
        var entries = b.Log.ReadAsync(before, Cancellation);
        Assert.True(await entries.AnyAsync(entry => entry.Record?.Tags is ["t"], Cancellation)); // waits for it
    }

    private static async Task<Position[]> AppendAsync(RedisInstance instance, string name)
    {
        var positions = new Position[Records];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Records),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (i, _) => positions[i] = await instance.AppendAsync($"{name}{i}"));
        return positions;
    }

    private static async Task<List<(Position Position, string Tag)>> TakeAsync(RedisInstance instance, Position after, int count)
    {
        var taken = new List<(Position, string)>();
        await foreach (var entry in instance.Log.ReadAsync(after, Cancellation))
        {
            Assert.False(entry.IsGap);
            taken.Add((entry.Position, Assert.Single(entry.Record!.Tags)));
            if (taken.Count == count)
            {
                break;
            }
        }

        return taken;
    }
}

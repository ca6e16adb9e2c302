using Graph.Caching;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Promise 4: one fetch, whoever waits for it; faults 5, 6 and 7.</summary>
public sealed class CoalescingTests
{
    [Fact]
    public void Read_OneKeyByManyReaders_MakesOneCall()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");

        var reads = Enumerable.Range(0, 50).Select(_ => world.ReadAsync("a1")).ToArray();
        pump.RunUntilIdle();
        Assert.Single(world.ThingCalls).Return();

        Assert.All(reads, read => Assert.Equal(1, pump.Finish(read)[0].Value!.Version));
        Assert.Equal(0, world.UnderWay);
    }

    [Fact]
    public void Read_250MissingKeys_MakesThreeCalls()
    {
        using var pump = new Pump();
        var ids = Enumerable.Range(0, 250).Select(i => $"a{i}").ToArray();
        using var world = WorldOf(ids);

        var read = world.ReadAsync(ids);

        Assert.Equal([100, 100, 50], world.ThingCalls.Select(call => call.Keys.Count));
        world.ThingCalls.ForEach(call => call.Return());
        Assert.Equal(ids, pump.Finish(read).Select(result => result.Value!.Id));
    }

    [Fact]
    public void Read_DistinctKeysOfManyReadersWhileLanesAreBusy_GatherIntoFullBatches()
    {
        using var pump = new Pump();
        var ids = Enumerable.Range(0, 250).Select(i => $"a{i}").ToArray();
        using var world = WorldOf([.. ids, "b1", "b2", "b3", "b4"]);
        foreach (var busy in new[] { "b1", "b2", "b3", "b4" })
        {
            _ = world.ReadAsync(busy);
        }

        var reads = ids.Select(id => world.ReadAsync(id)).ToArray();
        world.ThingCalls.ForEach(call => call.Return());
        pump.RunUntilIdle();

        Assert.Equal([100, 100, 50], world.ThingCalls.Skip(4).Select(call => call.Keys.Count));
        world.ThingCalls.ForEach(call => call.Return());
        Assert.All(reads, read => Assert.True(pump.Finish(read)[0].IsFound));
    }

    [Fact]
    public void Read_OverlappingKeysOfManyReaders_HasAnIdInAtMostOneCallAtATime()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var pump = new Pump();
        var ids = Enumerable.Range(0, 20).Select(i => $"a{i}").ToArray();
        using var world = WorldOf(ids);
        var reads = new List<Task<LoadResult<Thing>[]>>();

        for (var step = 0; step < 500; step++)
        {
            reads.Add(world.ReadAsync(random.GetItems(ids, random.Next(1, 8)).Distinct()));
            var open = world.ThingCalls.Where(call => !call.Task.IsCompleted).ToArray();
            var underWay = open.SelectMany(call => call.Keys).ToArray();
            Assert.True(underWay.Distinct().Count() == underWay.Length, $"an id is in two calls at once (seed {seed}, step {step})");
            if (open.Length > 0 && random.Next(2) == 0)
            {
                random.GetItems(open, 1)[0].Return();
                pump.RunUntilIdle();
                world.Time.Advance(TimeSpan.FromSeconds(random.Next(0, 40)));
            }
        }

        Drain(world, pump);
        Assert.All(reads, read => Assert.True(read.IsCompletedSuccessfully, $"a read still waits (seed {seed})"));
        Assert.Equal(0, world.UnderWay);
    }

    [Fact]
    public void Read_StampedeOnAFailingUpstream_MakesOneCallAndTellsEverybodyAndKeepsNothing()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");
        var down = new Failure(ErrorCodes.UpstreamUnavailable, "down");

        var reads = Enumerable.Range(0, 50).Select(_ => world.ReadAsync("a1")).ToArray();
        Assert.Single(world.ThingCalls).Fail(down);

        Assert.All(reads, read => Assert.Same(down, pump.Finish(read)[0].Failure));
        var next = world.ReadAsync("a1");
        Assert.Equal(2, world.ThingCalls.Count);
        world.ThingCalls[^1].Return();
        Assert.True(pump.Finish(next)[0].IsFound);
    }

    [Fact]
    public void Read_OneBadKeyInABatch_FailsAlone()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1", "a3");
        world.ThingDefinition.FetchBatch((ids, _) => ValueTask.FromResult<LoadResult<Thing>[]>(
            [new Thing("a1", 1), new Failure(ErrorCodes.UpstreamInvalidResponse, "bad"), LoadResult<Thing>.NotFound]));

        var results = pump.Finish(world.ReadAsync("a1", "a2", "a3"));

        Assert.True(results[0].IsFound);
        Assert.Equal(ErrorCodes.UpstreamInvalidResponse, results[1].Failure!.Code);
        Assert.False(results[2].IsFound || results[2].IsFailed);
    }

    [Fact]
    public void Read_CanceledCallers_LeaveTheOthersServedAndNothingUnderWay()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");
        using var impatient = new CancellationTokenSource();
        var waiting = world.ReadAsync("a1");
        world.Request = new LoadRequest("impatient", impatient.Token);
        var canceled = new[] { world.ReadAsync("a1"), world.ReadAsync("a1") };

        impatient.Cancel();
        pump.RunUntilIdle();
        Assert.All(canceled, read => Assert.True(read.IsCanceled));
        Assert.Single(world.ThingCalls).Return();

        Assert.True(pump.Finish(waiting)[0].IsFound);
        Assert.Equal(0, world.UnderWay);
    }

    [Fact]
    public void Read_WhenEveryCallerHasGone_StillLandsAndIsKept()
    {
        using var pump = new Pump();
        using var world = WorldOf("a1");
        using var gone = new CancellationTokenSource();
        world.Request = new LoadRequest("gone", gone.Token);
        _ = world.ReadAsync("a1");
        gone.Cancel();

        Assert.False(Assert.Single(world.ThingCalls).Context.Cancellation.IsCancellationRequested);
        world.ThingCalls[0].Return();
        pump.RunUntilIdle();

        Assert.Equal(0, world.UnderWay);
        world.Request = new LoadRequest("next", CancellationToken.None);
        Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
    }

    private static CacheWorld WorldOf(params string[] ids)
    {
        var world = new CacheWorld();
        Array.ForEach(ids, id => world.Versions[id] = 1);
        return world;
    }

    private static void Drain(CacheWorld world, Pump pump)
    {
        while (world.ThingCalls.Any(call => !call.Task.IsCompleted))
        {
            world.ThingCalls.ForEach(call => call.Return());
            pump.RunUntilIdle();
        }
    }
}

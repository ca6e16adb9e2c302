using System.Diagnostics;
using Graph.Upstreams.Lanes;

namespace Graph.Tests.Upstreams.Lanes;

public sealed class LanesTests
{
    [Fact]
    public void TryAdd_WhileALaneIsFree_LeavesAtOnce()
    {
        var yard = new Yard(width: 2, batchSize: 10);

        yard.Add(0, 1);
        yard.Add(0, 2, 3);

        Assert.Equal([[1], [2, 3]], yard.Batches);
        Assert.Equal(3, yard.Lanes.Keys);
    }

    [Fact]
    public void TryAdd_WhileLanesAreBusy_GathersAndLeavesAsOneBatchWhenOneFrees()
    {
        var yard = new Yard(width: 2, batchSize: 10);
        yard.Add(0, 1);
        yard.Add(0, 2);

        yard.Add(0, 3);
        yard.Add(0, 4, 5);
        Assert.Equal(2, yard.Batches.Count);
        yard.End(0);

        Assert.Equal([[1], [2], [3, 4, 5]], yard.Batches);
        Assert.Equal(2, yard.Open);
    }

    [Fact]
    public void TryAdd_MoreThanABatchTakes_SplitsIt()
    {
        var yard = new Yard(width: 4, batchSize: 3);

        yard.Add(0, 1, 2, 3, 4, 5, 6, 7);

        Assert.Equal([[1, 2, 3], [4, 5, 6], [7]], yard.Batches);
    }

    [Fact]
    public void TryAdd_SeveralGroups_TakeTurns()
    {
        var yard = new Yard(width: 1, batchSize: 2);
        yard.Add(0, 1);

        yard.Add(0, 2, 3, 4, 5, 6, 7);
        yard.Add(1, 101, 102, 103);
        yard.EndAll();

        Assert.Equal([[1], [2, 3], [101, 102], [4, 5], [103], [6, 7]], yard.Batches);
    }

    [Fact]
    public void TryAdd_BeyondMaxKeys_TakesNoneOfThem()
    {
        var yard = new Yard(width: 1, batchSize: 10, maxKeys: 5);
        yard.Add(0, 1, 2, 3);

        Assert.False(yard.Lanes.TryAdd(new LaneGroup(0), [4, 5, 6]));
        Assert.True(yard.Lanes.TryAdd(new LaneGroup(0), [4, 5]));
        yard.EndAll();

        Assert.Equal([[1, 2, 3], [4, 5]], yard.Batches);
        Assert.Equal(0, yard.Lanes.Keys);
    }

    [Fact]
    public void RetryWaits_GivesTheLaneBackUntilItResumes()
    {
        var yard = new Yard(width: 1, batchSize: 10);
        yard.Add(0, 1);
        yard.Add(0, 2);

        yard.Tickets[0].RetryWaits();
        yard.Tickets[0].RetryWaits(); // told twice, gives it back once
        Assert.Equal([[1], [2]], yard.Batches);
        yard.Tickets[0].RetryResumes();
        yard.Add(0, 3);
        yard.End(1);

        Assert.Equal(2, yard.Batches.Count); // the resumed call holds the lane again
        yard.End(0);
        Assert.Equal([[1], [2], [3]], yard.Batches);
    }

    [Fact]
    public void Send_ThatEndsWhileItWaitsForARetry_FreesItsLaneOnce()
    {
        var yard = new Yard(width: 1, batchSize: 10);
        yard.Add(0, 1);
        yard.Tickets[0].RetryWaits();
        yard.End(0);

        yard.Add(0, 2);
        yard.Add(0, 3);

        Assert.Equal([[1], [2]], yard.Batches);
        Assert.Equal(1, yard.Open);
    }

    [Fact]
    public void Send_ThatThrows_FreesItsLane()
    {
        var sent = 0;
        var lanes = new Lanes<int>(
            new LanesOptions { Width = 1 }, _ => 1, (_, _) => sent++ == 0 ? throw new InvalidOperationException() : Task.CompletedTask);

        lanes.TryAdd(new LaneGroup(0), [1, 2, 3]);

        Assert.Equal(3, sent);
        Assert.Equal(0, lanes.Keys);
    }

    [Fact]
    public void Send_LongQueueOfCallsThatEndAtOnce_DoesNotNest()
    {
        const int Queue = 1_000;
        var gate = new TaskCompletionSource();
        var depths = new List<int>();
        var lanes = new Lanes<int>(new LanesOptions { Width = 1 }, _ => 1, (items, _) =>
        {
            depths.Add(new StackTrace().FrameCount);
            return items[0] == 0 ? gate.Task : Task.CompletedTask;
        });
        lanes.TryAdd(new LaneGroup(0), [.. Enumerable.Range(0, Queue)]);

        gate.SetResult();

        Assert.Equal(Queue, depths.Count);
        Assert.True(depths.Max() < 500, $"{depths.Max()} frames deep: a longer queue would end the process");
    }
}

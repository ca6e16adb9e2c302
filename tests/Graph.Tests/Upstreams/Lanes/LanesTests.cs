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
    public void TryAdd_SeveralOwners_NeverShareACall()
    {
        var yard = new Yard(width: 1, batchSize: 10);
        string?[] owners = ["ann", "bob", "", null];
        Array.ForEach(owners, owner => yard.Lanes.TryAdd(new LaneGroup(0, owner), [1])); // takes the only lane of each

        Array.ForEach(owners, owner => yard.Lanes.TryAdd(new LaneGroup(0, owner), [2]));
        Array.ForEach(owners, owner => yard.Lanes.TryAdd(new LaneGroup(0, owner), [3]));
        yard.EndAll();

        Assert.Equal([[1], [1], [1], [1], [2, 3], [2, 3], [2, 3], [2, 3]], yard.Batches);
    }

    [Fact]
    public void TryAdd_WhileAnotherOwnerHasAllItsLanesBusy_LeavesAtOnce()
    {
        var yard = new Yard(width: 2, batchSize: 10);
        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [1]);
        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [2]);
        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [3]);

        yard.Lanes.TryAdd(new LaneGroup(0, "bob"), [4]);
        yard.Lanes.TryAdd(new LaneGroup(0, "bob"), [5]);
        yard.Lanes.TryAdd(new LaneGroup(0), [6]);

        Assert.Equal([[1], [2], [4], [5], [6]], yard.Batches); // 3 waits for one of ann's
        yard.End(2);
        yard.End(4);
        Assert.Equal(5, yard.Batches.Count);
        yard.End(0);
        Assert.Equal([3], yard.Batches[^1]);
    }

    [Fact]
    public void TryAdd_SeveralKindsOfOneOwner_TakeTurns()
    {
        var yard = new Yard(width: 1, batchSize: 2);
        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [1]);

        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [2, 3, 4, 5]);
        yard.Lanes.TryAdd(new LaneGroup(1, "ann"), [101, 102, 103]);
        yard.EndAll();

        Assert.Equal([[1], [2, 3], [101, 102], [4, 5], [103]], yard.Batches);
    }

    [Fact]
    public void Owners_WithoutCallsOrWaitingKeys_LeaveNoTrace()
    {
        var yard = new Yard(width: 1, batchSize: 1);
        yard.Lanes.TryAdd(new LaneGroup(0, "ann"), [1, 2]);
        yard.Lanes.TryAdd(new LaneGroup(0, "bob"), [3]);

        yard.End(1);
        Assert.Equal(1, yard.Lanes.Owners);
        yard.Tickets[0].RetryWaits(); // holds no lane, but is under way
        yard.End(2);
        Assert.Equal(1, yard.Lanes.Owners);
        yard.End(0);

        Assert.Equal(0, yard.Lanes.Owners);
        Assert.Equal(0, yard.Lanes.Keys);
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

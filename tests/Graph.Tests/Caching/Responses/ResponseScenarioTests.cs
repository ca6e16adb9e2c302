using Graph.Domains.Abstractions;
using Graph.Execution.Results;
using Graph.Invalidation;

namespace Graph.Tests.Caching.Responses;

/// <summary>The scenarios of the invalidation protocol that concern whole responses (R15, R2, R4, R11). Each is what goes wrong when one step is
/// left out.</summary>
public sealed class ResponseScenarioTests : IDisposable
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    private readonly Pump _pump = new();
    private readonly CacheWorld _world = new();
    private readonly ResponseWorld _responses;

    public ResponseScenarioTests()
    {
        _responses = new ResponseWorld(_world);
        foreach (var key in (string[])["a1", "a2", "b1"])
        {
            _world.Versions[key] = 1;
        }

        _world.Stamps["l"] = 1;
    }

    public void Dispose()
    {
        _responses.Dispose();
        _world.Dispose();
        _pump.Dispose();
    }

    [Fact]
    public void Ask_Again_IsAHitWithoutAnExecution()
    {
        Assert.Equal(ResponseOrigin.Made, _responses.Warm("a1", "list:l").Origin);

        var again = Ask("a1", "list:l");

        Assert.Equal(ResponseOrigin.Hit, again.Origin);
        Assert.Equal(1, _responses.Engine.Executions);
        Assert.Equal([1, 1], ResponseWorld.Read(again).Values);
    }

    // R15: what came during the execution is found by the check after registering.
    [Theory]
    [InlineData("thing:a1", null, null)]
    [InlineData(null, "group:a", null)]
    [InlineData(null, null, "thing:a*")]
    [InlineData(null, null, "gr*:a")]
    public void S28_InvalidatedDuringTheExecution_IsNotKept(string? key, string? tag, string? glob)
    {
        _world.Warm("a1");
        var asked = _responses.AskAsync("a1", "b1"); // has read a1, and waits for b1
        _world.Versions["a1"] = 2;
        _world.Invalidate(key, tag: tag, glob: glob);
        _world.ThingCalls[^1].Return();

        var first = _pump.Finish(asked);

        Assert.Equal(("touched", ResponseOrigin.NotKept), (first.OriginDetail, first.Origin));
        AssertShows(2, "a1", "b1");
    }

    // R15: the count is that of the execution's start, not of its end: what came in between would count as seen.
    [Fact]
    public void S29_CountTakenAtTheEnd_WouldKeepWhatWasInvalidatedBefore()
    {
        _world.Warm("a1");
        var seq = _world.Index.Seq;
        var asked = _responses.AskAsync("a1", "b1");
        _world.Invalidate(key: "thing:a1");
        _world.ThingCalls[^1].Return();
        _pump.Finish(asked);

        Assert.True(_world.Index.Seq > seq);
        Assert.Equal(0, _responses.Store.Count);
    }

    // R15: registered first and checked second, so that a record either finds it registered or is found by the check.
    [Fact]
    public void S30_RecordAsSoonAsItIsRegistered_DropsIt()
    {
        _responses.Warm("a1");

        _world.Versions["a1"] = 2;
        _world.Invalidate(tag: "group:a");

        Assert.Equal(0, _responses.Store.Count);
        Assert.Equal(0, _world.Cache.Responses.Count);
        AssertShows(2, "a1");
    }

    // R15: the place in the log proves nothing here: this instance's own append is ahead of what it has read.
    [Fact]
    public void S31_OwnAppendAheadOfAnUnreadRecord_DoesNotKeepWhatThatRecordEnds()
    {
        _world.Warm("a1");
        var own = new InvalidationRecord([new KeyInvalidation("thing:other")], [], []);
        var epoch = _world.Index.Known.Epoch;
        _world.Index.Apply(own, new Position(epoch, 9)); // 7 is appended by another instance, and not read yet

        _responses.Warm("a1");
        _world.Versions["a1"] = 2;
        _world.Index.Apply(new InvalidationRecord([new KeyInvalidation("thing:a1")], [], []), new Position(epoch, 7));

        Assert.Equal(0, _responses.Store.Count);
    }

    // The same, read while the response was made.
    [Fact]
    public void S31_UnreadRecordReadDuringTheExecution_IsNotOutweighedByItsPlace()
    {
        _world.Warm("a1");
        var epoch = _world.Index.Known.Epoch;
        _world.Index.Apply(new InvalidationRecord([new KeyInvalidation("thing:other")], [], []), new Position(epoch, 9));
        var asked = _responses.AskAsync("a1", "b1");
        _world.Index.Apply(new InvalidationRecord([new KeyInvalidation("thing:a1")], [], []), new Position(epoch, 7));
        _world.ThingCalls[^1].Return();

        Assert.Equal(ResponseOrigin.NotKept, _pump.Finish(asked).Origin);
    }

    // R15: versions are checked too, as no record may tell of them.
    [Fact]
    public void S32_NewerVersionBetweenTwoReads_IsNotKept()
    {
        _world.Warm("a1");
        var asked = _responses.AskAsync("a1", "b1");
        _world.Versions["a1"] = 2;
        Refetch("a1"); // nobody has announced it
        _world.ThingCalls.Find(call => call.Keys.Contains("b1"))!.Return();

        Assert.Equal("touched", _pump.Finish(asked).OriginDetail);
        AssertShows(2, "a1", "b1");
    }

    // The same of a list, which has no version: the later fetch is right.
    [Fact]
    public void S32_NewerListBetweenTwoReads_IsNotKept()
    {
        _world.WarmList("l");
        var asked = _responses.AskAsync("list:l", "b1");
        _world.Stamps["l"] = 2;
        _world.Time.Advance(TimeSpan.FromSeconds(70));
        RefreshList();
        _world.ThingCalls[^1].Return();

        Assert.Equal("touched", _pump.Finish(asked).OriginDetail);
        AssertShows(2, "list:l", "b1");
    }

    // R11: what holds an older version is dropped before a newer one is shown.
    [Fact]
    public void S21_NewerVersionWithoutAnEvent_DropsTheResponse()
    {
        _responses.Warm("a1", "b1");
        _world.Versions["a1"] = 2;

        Refetch("a1");

        AssertShows(2, "a1", "b1");
    }

    // Refreshes that find nothing new drop nothing.
    [Fact]
    public void Refresh_OfTheSameVersion_KeepsTheResponse()
    {
        _responses.Warm("a1", "b1");

        Refetch("a1");

        Assert.Equal(1, _responses.Store.Count);
    }

    // R4: a gap, or another epoch, ends everything.
    [Fact]
    public void S8_Gap_DropsAll()
    {
        _responses.Warm("a1");
        _responses.Warm("b1");

        _world.Index.EndBefore(new Position(_world.Index.Known.Epoch, _world.Index.Known.Id + 5));

        Assert.Equal(0, _responses.Store.Count);
    }

    [Fact]
    public void Gap_DuringTheExecution_IsNotKept()
    {
        _world.Warm("a1");
        var asked = _responses.AskAsync("a1", "b1");
        _world.Index.EndBefore(new Position(_world.Index.Known.Epoch, _world.Index.Known.Id + 5));
        _world.ThingCalls[^1].Return();

        Assert.Equal(ResponseOrigin.NotKept, _pump.Finish(asked).Origin);
    }

    [Fact]
    public void Record_OfOtherNames_DropsNothing()
    {
        _responses.Warm("a1", "list:l");

        _world.Invalidate(key: "thing:a2");
        _world.Invalidate(tag: "group:b");
        _world.Invalidate(glob: "things:m*");

        Assert.Equal(1, _responses.Store.Count);
    }

    [Fact]
    public void Record_OfATagByTheNameOfAKey_DropsWhatHasTheKey()
    {
        _responses.Warm("a1");

        _world.Invalidate(tag: "thing:a1");

        Assert.Equal(0, _responses.Store.Count);
    }

    // Whoever joined after the record must not get what was read before it.
    [Fact]
    public void Joined_AfterARecord_ReadsAgain()
    {
        _world.Warm("a1");
        var first = _responses.AskAsync("a1", "b1");
        _world.Versions["a1"] = 2;
        _world.Invalidate(key: "thing:a1");
        var second = _responses.AskAsync("a1", "b1");
        _world.ThingCalls[^1].Return();
        _pump.RunUntilIdle();
        _world.ThingCalls.ForEach(call => call.Return());

        Assert.Equal(1, ResponseWorld.Read(_pump.Finish(first))["a1"]);
        Assert.Equal(2, ResponseWorld.Read(_pump.Finish(second))["a1"]);
    }

    [Fact]
    public void Equal_AtOnce_AreExecutedOnce()
    {
        var asked = Enumerable.Range(0, 50).Select(_ => _responses.AskAsync("a1", "b1")).ToArray();
        _world.ThingCalls[0].Return();
        _pump.RunUntilIdle();
        _world.ThingCalls[1].Return();

        var answers = _pump.Finish(Task.WhenAll(asked));

        Assert.Equal(1, _responses.Engine.Executions);
        Assert.Equal(49, answers.Count(answer => answer.Origin == ResponseOrigin.Coalesced));
        Assert.All(answers, answer => Assert.Equal(1, ResponseWorld.Read(answer)["b1"]));
    }

    // A failing upstream is not made to fail once for each who waits, and no failure is kept.
    [Fact]
    public void Failed_AtOnce_FailsForAllAndIsNotKept()
    {
        var asked = Enumerable.Range(0, 20).Select(i => _responses.AskAsync(ResponseWorld.RequestOf("a1") with { TraceId = $"trace-{i}" })).ToArray();
        _world.ThingCalls[0].Fail(Down);

        var answers = _pump.Finish(Task.WhenAll(asked));

        Assert.Single(_world.ThingCalls);
        Assert.Equal(0, _responses.Store.Count);
        Assert.All(answers, answer => Assert.Equal(ErrorCodes.UpstreamUnavailable, Assert.Single(answer.Errors).Code));
        AssertShows(1, "a1");
    }

    // The one who executes may leave; the others go on.
    [Fact]
    public void Leader_ThatIsCancelled_LeavesTheOthersTheirAnswer()
    {
        using var gone = new CancellationTokenSource();
        var leader = _responses.AskAsync(ResponseWorld.RequestOf("a1"), gone.Token);
        var other = _responses.AskAsync("a1");

        gone.Cancel();
        _pump.RunUntilIdle();
        _world.ThingCalls.ForEach(call => call.Return());

        Assert.Equal(1, ResponseWorld.Read(_pump.Finish(other))["a1"]);
        Assert.True(leader.IsCanceled);
    }

    private OperationResult Ask(params string[] keys)
    {
        var asked = _responses.AskAsync(keys);
        for (var round = 0; round < 10 && !asked.IsCompleted; round++)
        {
            _pump.RunUntilIdle();
            _world.ThingCalls.ForEach(call => call.Return());
            _world.ListCalls.ForEach(call => call.Return());
        }

        return _pump.Finish(asked);
    }

    private void AssertShows(int version, string key, params string[] others) => Assert.Equal(version, ResponseWorld.Read(Ask([key, .. others]))[key]);

    /// <summary>Has a thing fetched once more, though nothing was invalidated.</summary>
    private void Refetch(string key)
    {
        var read = _world.ReadAsAsync(_world.Request with { PassesCaches = true }, key);
        _world.ThingCalls[^1].Return();
        _pump.Finish(read);
    }

    private void RefreshList()
    {
        Assert.True(_world.ReadListAsync("l").IsCompletedSuccessfully); // stale: served, and refreshed
        _world.ListCalls[^1].Return();
        _pump.RunUntilIdle();
    }
}

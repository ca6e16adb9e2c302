using Graph.Telemetry;
using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>What goes wrong costs time and loses nothing.</summary>
public sealed class FeedFailureTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Look_Fails_IsRepeatedEverMoreSlowlyAndSaidOnce()
    {
        await using var world = await DetectionWorld.StartAsync();
        using var metrics = new MetricReader(world.Name);
        var pause = await world.RestsAsync();
        world.Stub.Then(StubUpstream.Status(500), times: 8);

        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            pause = await world.LooksAgainAsync(pause);
            pauses.Add(pause.TotalSeconds);
        }

        Assert.Equal([2, 4, 8, 16, 32, 60, 60, 60, 1], pauses);
        Assert.Equal(2 + 8 + 1, world.Stub.Requests.Count); // never repeated at once
        Assert.Equal((1, 1), (world.Lines.Count(EventIds.FeedFailing), world.Lines.Count(EventIds.FeedRecovered)));
        Assert.Equal(8, metrics["graph.detection.polls{result=failed}"]);
    }

    [Fact]
    public async Task Look_RareAndFails_IsRepeatedInItsOwnRhythm()
    {
        await using var world = await DetectionWorld.StartAsync("DetectChanges:Every=00:05:00");
        var pause = await world.RestsAsync();
        world.Stub.Then(StubUpstream.Status(500));

        Assert.Equal(TimeSpan.FromMinutes(5), await world.LooksAgainAsync(pause));
    }

    [Fact]
    public async Task Look_FailsInTheMiddle_TellsTheRestLater()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.PageSize = 1;
        world.Feed.Put("a", 2, world.Start);
        world.Feed.Put("b", 2, world.Start + TimeSpan.FromMilliseconds(1));
        world.Stub.Then(world.Feed.AnswerAsync).Then(StubUpstream.Status(500));

        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(["thing:a@2 things:*"], world.Told);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@2 things:*", "thing:b@2 things:*"], world.Told);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Look_UpstreamTellsNoChanges_IsSaidOnceAndWasTheLast(bool atTheStart)
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings
        {
            Before = world => world.Stub.Then(atTheStart ? StubUpstream.Status(404) : world.Feed.AnswerAsync).Then(StubUpstream.Status(404)),
        });

        await world.Watching.WaitAsync(Rig.Patience, TestContext.Current.CancellationToken);

        Assert.Equal(atTheStart ? 1 : 2, world.Stub.Requests.Count);
        Assert.Equal(1, world.Lines.Count(EventIds.FeedAbsent));
        Assert.Equal(0, world.Lines.Count(EventIds.FeedFailing));
        Assert.Empty(world.Log.Records);
    }

    [Fact]
    public async Task Look_PageThatTheUpstreamNamedIsNotThere_IsAFailureAndNotTheEnd()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.PageSize = 1;
        world.Feed.Put("a", 2, world.Start);
        world.Feed.Put("b", 2, world.Start + TimeSpan.FromMilliseconds(1));
        world.Stub.Then(world.Feed.AnswerAsync).Then(StubUpstream.Status(404));

        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(2 * Second, pause);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@2 things:*", "thing:b@2 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_LogIsAway_TellsTheSamePageLater()
    {
        await using var world = await DetectionWorld.StartAsync();
        using var metrics = new MetricReader(world.Name);
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 2, world.Start + TimeSpan.FromMinutes(5));
        world.Log.IsAway = true;

        pause = await world.LooksAgainAsync(TimeSpan.FromMinutes(6));
        var since = world.Sinces[^1];
        world.Log.IsAway = false;
        Assert.Equal(Second, await world.LooksAgainAsync(pause));

        Assert.Equal(2 * Second, pause);
        Assert.Equal(["thing:a@2 things:*"], world.Told);
        Assert.Equal(since, world.Sinces[^1]); // the mark has not moved over what was not told
        Assert.Equal(1, metrics["graph.detection.polls{result=log_unavailable}"]);
        Assert.Equal((1, 1), (world.Lines.Count(EventIds.FeedFailing), world.Lines.Count(EventIds.FeedRecovered)));
    }

    // A slow look (no index on updatedAt) must not end the reads of a service that is well.
    [Fact]
    public async Task Look_KeepsFailing_OpensNoBreaker()
    {
        await using var world = await DetectionWorld.StartAsync("CircuitBreaker:FailureThreshold=2");
        var pause = await world.RestsAsync();
        world.Stub.Then(StubUpstream.Status(500), times: 5);

        for (var i = 0; i < 5; i++)
        {
            pause = await world.LooksAgainAsync(pause);
        }

        Assert.Equal(0, world.Lines.Count(EventIds.CircuitOpened));
        world.Stub.Then(StubUpstream.Json("""{"id": "7", "size": 3}"""));
        var read = await world.Upstream.GetAsync(
            Graph.Domains.Abstractions.UpstreamPath.Of("/items/7"), ItemJson.Default.Item, new TestFetch());
        Assert.True(read.IsFound);
    }

    [Fact]
    public async Task Look_BreakerIsOpenAndTheBreakIsOver_ClosesItWhenItIsAnswered()
    {
        await using var world = await DetectionWorld.StartAsync("CircuitBreaker:FailureThreshold=1", "Retry:MaxAttempts=0");
        var pause = await world.RestsAsync();
        world.Stub.Then(StubUpstream.Status(500));
        await world.Upstream.GetAsync(Graph.Domains.Abstractions.UpstreamPath.Of("/items/7"), ItemJson.Default.Item, new TestFetch());
        var asked = world.Stub.Requests.Count;

        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(asked, world.Stub.Requests.Count);
        Assert.Equal(2 * Second, pause);
        await world.LooksAgainAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(1, world.Lines.Count(EventIds.CircuitClosed));
    }

    [Fact]
    public async Task Look_DomainThrows_GoesOnLaterAndSaysNoMessage()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("defect", 2, world.Start);

        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(2 * Second, pause);
        world.Feed.Remove("defect");
        world.Feed.Put("a", 2, world.Start);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@2 things:*"], world.Told);
        Assert.Contains(world.Lines.Texts, line => line.Contains(nameof(InvalidOperationException), StringComparison.Ordinal));
        Assert.DoesNotContain(world.Lines.Texts, line => line.Contains("a secret", StringComparison.Ordinal));
    }
}

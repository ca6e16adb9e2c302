using System.Text.Json.Nodes;
using Graph.Telemetry;
using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>What a look finds is told once, and nothing is passed over.</summary>
public sealed class FeedChangesTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Look_SomethingHasChanged_IsToldAtItsVersionAsASignOfLife()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        using var metrics = new MetricReader(world.Name);
        world.Feed.Put("a", 7, world.Start, group: "x");

        Assert.Equal(Second, await world.LooksAgainAsync(pause));

        Assert.Equal(["thing:a@7 group:x"], world.Told);
        Assert.Equal([world.Name], world.Log.Records[^1].Alive);
        Assert.Equal(1, metrics["graph.detection.changes{}"]);
        Assert.Equal(1, metrics["graph.detection.polls{result=completed}"]);
    }

    [Fact]
    public async Task Look_NothingHasChanged_TellsNothing()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();

        await world.LooksAgainAsync(pause);

        Assert.Empty(world.Told);
        Assert.Equal("/things?updatedSince=1999-12-31T23%3A59%3A58.000Z&first=100", world.Stub.Requests.Last().PathAndQuery);
    }

    [Fact]
    public async Task Look_SameVersionInTheOverlap_IsToldOnce()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 7, world.Start);
        pause = await world.LooksAgainAsync(pause);

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@7 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_NewVersionInTheOverlap_IsToldAgain()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 7, world.Start);
        pause = await world.LooksAgainAsync(pause);
        world.Feed.Put("a", 8, world.Start); // within the same instant

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@7 things:*", "thing:a@8 things:*"], world.Told);
    }

    // A write may take its time from updatedAt to commit, and two may share an instant.
    [Theory]
    [InlineData(0)]
    [InlineData(-1_500)]
    public async Task Look_WrittenNoLaterThanWhatWasSeen_IsFoundWithinTheOverlap(int milliseconds)
    {
        await using var world = await DetectionWorld.StartAsync();
        await world.RestsAsync();
        world.Feed.Put("a", 7, world.Start + TimeSpan.FromMinutes(5));
        var pause = await world.LooksAgainAsync(TimeSpan.FromMinutes(6));
        world.Feed.Put("b", 3, world.Start + TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(milliseconds));

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@7 things:*", "thing:b@3 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_ManyPages_AreFollowedAndOneRecordEach()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.PageSize = 2;
        for (var i = 0; i < 5; i++)
        {
            world.Feed.Put($"a{i}", 2, world.Start + TimeSpan.FromMilliseconds(i));
        }

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a0@2 thing:a1@2 things:*", "thing:a2@2 thing:a3@2 things:*", "thing:a4@2 things:*"], world.Told);
        var paths = world.Stub.Requests.Select(request => request.PathAndQuery).TakeLast(3).ToArray();
        Assert.Equal([paths[0], paths[0] + "&after=%2B2", paths[0] + "&after=%2B4"], paths);
    }

    [Fact]
    public async Task Look_PageWithMoreNamesThanARecordMayHave_IsSeveralRecords()
    {
        await using var world = await DetectionWorld.StartAsync("Invalidation:MaxNamesPerRecord=4");
        var pause = await world.RestsAsync();
        for (var i = 0; i < 5; i++)
        {
            world.Feed.Put($"a{i}", 2, world.Start + TimeSpan.FromMilliseconds(i));
        }

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a0@2 thing:a1@2 thing:a2@2 things:*", "thing:a3@2 thing:a4@2 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_ItemWithoutAVersion_IsToldWhateverTheVersion()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("a", version: null, world.Start);
        pause = await world.LooksAgainAsync(pause);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@ things:*"], world.Told);
    }

    [Fact]
    public async Task Look_ServiceThatComputesAllAnew_IsOneEventOfAll()
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { IsOfAll = true });
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 7, world.Start);
        world.Feed.Put("b", 7, world.Start);

        pause = await world.LooksAgainAsync(pause);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:* things:*"], world.Told);
    }

    [Fact]
    public async Task Look_ChangeOfTheFuture_HidesNoneThatComesBeforeIt()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 7, world.Start + TimeSpan.FromDays(1)); // a wrong clock, or something scheduled
        pause = await world.LooksAgainAsync(pause);
        world.Feed.Put("b", 3, world.Time.GetUtcNow());

        pause = await world.LooksAgainAsync(pause);
        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@7 things:*", "thing:b@3 things:*"], world.Told);
    }

    [Theory]
    [InlineData("""{"version": 2, "updatedAt": "2000-01-01T00:00:00Z"}""", "an item has no 'id'")]
    [InlineData("""{"id": "", "version": 2, "updatedAt": "2000-01-01T00:00:00Z"}""", "an item has no 'id'")]
    [InlineData("""{"id": "b", "version": 2}""", "an item has no 'updatedAt'")]
    [InlineData("""{"id": "b", "version": 2, "updatedAt": null}""", "an item has no 'updatedAt'")]
    public async Task Look_ItemThatLacksWhatItIsKnownBy_IsNotPassedOver(string item, string reason)
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 2, world.Start);
        world.Feed.Put("b", (JsonObject)JsonNode.Parse(item)!);

        pause = await world.LooksAgainAsync(pause);

        Assert.Empty(world.Told);
        Assert.Contains(world.Lines.Texts, line => line.Contains(reason, StringComparison.Ordinal));
        world.Feed.Put("b", 2, world.Start);
        await world.LooksAgainAsync(pause);
        Assert.Equal(["thing:a@2 thing:b@2 things:*"], world.Told);
    }

    [Theory]
    [InlineData("""{"items": {}}""")]
    [InlineData("""{"nextCursor": null}""")]
    [InlineData("""{"items": [1], "nextCursor": null}""")]
    [InlineData("[]")]
    public async Task Look_AnswerThatIsNoPage_IsAFailure(string body)
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Stub.Then(StubUpstream.Json(body));

        Assert.Equal(2 * Second, await world.LooksAgainAsync(pause));

        Assert.Equal(1, world.Lines.Count(EventIds.FeedFailing));
    }

    [Fact]
    public async Task Look_UpstreamThatIgnoresTheTime_IsAFailureAndNoChangeOfAll()
    {
        await using var world = await DetectionWorld.StartAsync();
        var pause = await world.RestsAsync();
        world.Feed.KnowsUpdatedSince = false;
        world.Feed.Put("a", 2, world.Start - TimeSpan.FromHours(1));

        await world.LooksAgainAsync(pause);

        Assert.Empty(world.Told);
        Assert.Contains(world.Lines.Texts, line => line.Contains("seems not to know updatedSince", StringComparison.Ordinal));
    }
}

using Graph.Cluster;
using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>Where the first look begins: nothing that this process may have cached is older.</summary>
public sealed class FeedStartTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(0)]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    public async Task FirstLook_WhateverTheUpstreamsClock_BeginsWithThisProcess(int secondsAhead)
    {
        var skew = TimeSpan.FromSeconds(secondsAhead);

        await using var world = await DetectionWorld.StartAsync(new WorldSettings
        {
            Skew = skew,
            Before = world => world.Feed.Put("a", 2, world.Start + skew), // by the upstream's clock, in the moment of the start
        });
        await world.RestsAsync();

        Assert.Equal(["thing:a@2 things:*"], world.Told);
        Assert.Equal(world.Start + skew - Overlap, world.Sinces[^1]);
        Assert.Equal(2, world.Stub.Requests.Count); // the first for the upstream's clock alone
    }

    [Fact]
    public async Task FirstLook_UpstreamIsThereLate_BeginsWithThisProcessAllTheSame()
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings
        {
            Before = world => world.Stub.Then(StubUpstream.Status(503)),
        });
        var pause = await world.RestsAsync();
        world.Feed.Put("a", 2, world.Start);

        await world.LooksAgainAsync(pause);

        Assert.Equal(["thing:a@2 things:*"], world.Told);
        Assert.Equal(world.Start - Overlap, world.Sinces[^1]);
    }

    [Fact]
    public async Task FirstLook_UpstreamDoesNotTellItsTime_BeginsByTheOwnClock()
    {
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { Skew = null });
        await world.RestsAsync();

        Assert.Equal(world.Start - Overlap, world.Sinces[^1]);
    }

    [Fact]
    public async Task FirstLook_WithAnotherOverlap_ReachesBackThatFar()
    {
        await using var world = await DetectionWorld.StartAsync("DetectChanges:Overlap=00:00:30");
        await world.RestsAsync();

        Assert.Equal(world.Start - TimeSpan.FromSeconds(30), world.Sinces[^1]);
    }

    [Fact]
    public async Task FirstLook_OfTheNextHolder_GoesOnWhereTheLastOneWas()
    {
        var watermarks = new OwnWatermarks();
        await using var first = await DetectionWorld.StartAsync(new WorldSettings { Watermarks = watermarks });
        await first.RestsAsync();
        first.Feed.Put("a", 2, first.Start + TimeSpan.FromMinutes(5));
        await first.LooksAgainAsync(TimeSpan.FromMinutes(6));

        await using var second = await DetectionWorld.StartAsync(new WorldSettings
        {
            Watermarks = new RenamedMarks(watermarks, "detect:" + first.Name), // of one graph they would have one name
        });
        await second.RestsAsync();

        var request = Assert.Single(second.Stub.Requests); // nobody's clock needs to be asked for
        Assert.EndsWith("&first=100", request.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal(first.Start + TimeSpan.FromMinutes(5) - Overlap, second.Sinces[0]);
    }

    [Fact]
    public async Task Look_MarkOfAnotherHolderIsLater_GoesOnFromThere()
    {
        var watermarks = new OwnWatermarks();
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { Watermarks = watermarks });
        var pause = await world.RestsAsync();

        await watermarks.SetAsync("detect:" + world.Name, world.Start + TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        await world.LooksAgainAsync(pause);

        Assert.Equal(world.Start + TimeSpan.FromMinutes(5) - Overlap, world.Sinces[^1]);
    }

    [Fact]
    public async Task Look_MarkIsLost_GoesOnFromTheOwn()
    {
        var marks = new LosingMarks();
        await using var world = await DetectionWorld.StartAsync(new WorldSettings { Watermarks = marks });
        await world.RestsAsync();
        world.Feed.Put("a", 2, world.Start + TimeSpan.FromMinutes(5));
        var pause = await world.LooksAgainAsync(TimeSpan.FromMinutes(6));

        await world.LooksAgainAsync(pause);

        Assert.Equal(world.Start + TimeSpan.FromMinutes(5) - Overlap, world.Sinces[^1]);
    }

    /// <summary>The marks of a graph whose upstream has another name here.</summary>
    private sealed class RenamedMarks(IWatermarks marks, string name) : IWatermarks
    {
        public ValueTask<DateTimeOffset?> GetAsync(string _, CancellationToken cancellation) => marks.GetAsync(name, cancellation);

        public ValueTask SetAsync(string _, DateTimeOffset mark, CancellationToken cancellation) => marks.SetAsync(name, mark, cancellation);
    }

    private sealed class LosingMarks : IWatermarks
    {
        public ValueTask<DateTimeOffset?> GetAsync(string name, CancellationToken cancellation) => ValueTask.FromResult<DateTimeOffset?>(null);

        public ValueTask SetAsync(string name, DateTimeOffset mark, CancellationToken cancellation) => ValueTask.CompletedTask;
    }
}

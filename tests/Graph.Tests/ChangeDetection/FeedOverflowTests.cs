using Graph.Telemetry;
using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>More changes than a look follows: everything counts as changed, and the next look begins where that was said.</summary>
public sealed class FeedOverflowTests
{
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Look_MorePagesThanAllowed_TellsOfEverythingAndGoesOnFromNow()
    {
        await using var world = await StartAsync(TimeSpan.FromMinutes(30));
        using var metrics = new MetricReader(world.Name);

        var pause = await world.LooksAgainAsync(TimeSpan.FromHours(1));

        Assert.Equal(["thing:a0@2 things:*", "thing:a1@2 things:*", "thing:* things:*"], world.Told);
        Assert.Equal(1, metrics["graph.detection.polls{result=overflow}"]);
        Assert.Equal(1, world.Lines.Count(EventIds.FeedOverflow));
        await world.LooksAgainAsync(pause);
        Assert.Equal(world.Start + TimeSpan.FromHours(1) + TimeSpan.FromMinutes(30) - Overlap, world.Sinces[^1]);
        Assert.Equal(1, metrics["graph.detection.polls{result=completed}"]);
        Assert.Equal(3, world.Told.Length);
    }

    // By the graph's clock it might skip what the upstream dates later.
    [Fact]
    public async Task Look_MorePagesThanAllowedAndNoTimeTold_GoesOnFromTheNewestSeen()
    {
        await using var world = await StartAsync(skew: null);

        var pause = await world.LooksAgainAsync(TimeSpan.FromHours(1));
        pause = await world.LooksAgainAsync(pause);
        Assert.Equal(world.Start + TimeSpan.FromMinutes(1) - Overlap, world.Sinces[^1]);
        await world.LooksAgainAsync(pause);

        Assert.Contains("thing:a3@2 things:*", world.Told);
    }

    // A bulk write: the newest seen is as old as where the look began, and the next one would end like this one, for ever.
    [Fact]
    public async Task Look_MorePagesThanAllowedOfOneInstantAndNoTimeTold_GoesOnBehindIt()
    {
        await using var world = await StartAsync(skew: null);
        for (var i = 0; i < 4; i++)
        {
            world.Feed.Put($"a{i}", 2, world.Start);
        }

        var pause = await world.LooksAgainAsync(TimeSpan.FromHours(1));
        world.Feed.Put("b", 2, world.Start + TimeSpan.FromSeconds(1));
        await world.LooksAgainAsync(pause);

        Assert.Equal(world.Start + TimeSpan.FromMilliseconds(1), world.Sinces[^1]);
        Assert.Equal(["thing:a0@2 things:*", "thing:a1@2 things:*", "thing:* things:*", "thing:b@2 things:*"], world.Told);
    }

    [Fact]
    public async Task Look_AsManyPagesAsAllowed_IsComplete()
    {
        await using var world = await StartAsync(TimeSpan.Zero);
        world.Feed.Remove("a2");
        world.Feed.Remove("a3");

        await world.LooksAgainAsync(TimeSpan.FromHours(1));

        Assert.Equal(["thing:a0@2 things:*", "thing:a1@2 things:*"], world.Told);
        Assert.Equal(0, world.Lines.Count(EventIds.FeedOverflow));
    }

    /// <summary>Four changes, a minute apart and one a page, of which two pages are followed.</summary>
    private static async Task<DetectionWorld> StartAsync(TimeSpan? skew)
    {
        var world = await DetectionWorld.StartAsync(new WorldSettings { Settings = ["DetectChanges:MaxPages=2"], Skew = skew });
        await world.RestsAsync();
        world.Feed.PageSize = 1;
        for (var i = 0; i < 4; i++)
        {
            world.Feed.Put($"a{i}", 2, world.Start + (skew ?? TimeSpan.Zero) + TimeSpan.FromMinutes(i));
        }

        return world;
    }
}

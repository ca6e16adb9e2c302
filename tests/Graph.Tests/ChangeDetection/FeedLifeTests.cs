using Graph.Tests.Upstreams;

namespace Graph.Tests.ChangeDetection;

/// <summary>A look that succeeds is a sign of life: from then on silence means that nothing has changed.</summary>
public sealed class FeedLifeTests
{
    [Fact]
    public async Task Looks_ThatFindNothing_SayThatTheUpstreamIsThereThreeTimesASilence()
    {
        await using var world = await DetectionWorld.StartAsync("DetectChanges:Every=00:00:07", "Invalidation:SourceSilence=00:01:00");
        var pause = await world.RestsAsync();
        var signs = new List<int> { world.Log.Records.Count };
        for (var i = 0; i < 6; i++)
        {
            pause = await world.LooksAgainAsync(pause);
            signs.Add(world.Log.Records.Count);
        }

        Assert.Equal([1, 1, 1, 2, 2, 2, 3], signs); // at 0, 21 and 42 s
        Assert.All(world.Log.Records, record => Assert.True(record.IsEmpty));
        Assert.All(world.Log.Records, record => Assert.Equal([world.Name], record.Alive));
    }

    [Fact]
    public async Task Looks_ThatFindSomething_NeedNoOtherSign()
    {
        await using var world = await DetectionWorld.StartAsync("DetectChanges:Every=00:00:15", "Invalidation:SourceSilence=00:01:00");
        var pause = await world.RestsAsync();
        for (var i = 1; i <= 4; i++)
        {
            world.Feed.Put("a", i, world.Time.GetUtcNow());
            pause = await world.LooksAgainAsync(pause);
        }

        Assert.Equal(1 + 4, world.Log.Records.Count);
    }

    [Fact]
    public async Task Silence_OfAnUpstreamThatIsLookedAt_MeansThatNothingHasChanged()
    {
        await using var world = await DetectionWorld.StartAsync("DetectChanges:Every=00:00:20", "Invalidation:SourceSilence=00:01:00");
        var pause = await world.RestsAsync();
        var since = world.Time.GetTimestamp();

        for (var i = 0; i < 6; i++)
        {
            pause = await world.LooksAgainAsync(pause);
        }

        Assert.True(world.Pulse.HasToldSince(world.Name, since));
        world.Stub.Otherwise = StubUpstream.Status(500);
        for (var i = 0; i < 2; i++)
        {
            pause = await world.LooksAgainAsync(pause);
        }

        Assert.False(world.Pulse.HasToldSince(world.Name, since));
    }
}

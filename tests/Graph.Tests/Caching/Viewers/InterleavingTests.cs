using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching.Viewers;

/// <summary>Promise 7 at random interleavings: several viewers read the same ids, fresh and stale, joined and alone, while things fall and
/// come along with others.</summary>
public sealed class InterleavingTests
{
    private static readonly string?[] Viewers = ["ann", "bob", "cy", null];
    private static readonly string[] Ids = [.. Enumerable.Range(0, 6).Select(i => $"m{i}")];

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(true, 3, false)]
    [InlineData(false, 1, false)]
    [InlineData(false, 3, true)]
    public void Read_TheSameIdsByManyViewers_GivesEachItsOwn(bool asViewer, int width, bool falling)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var pump = new Pump();
        using var world = new ViewerWorld(asViewer, width);
        var reads = new List<(string? Viewer, Task<LoadResult<Owned>[]> Task)>();
        for (var step = 0; step < 2_000; step++)
        {
            Step(world, random, falling, reads);
            pump.RunUntilIdle();
            AssertNoKeyIsInTwoCalls(world, falling, $"seed {seed}, step {step}");
            reads.RemoveAll(read => read.Task.IsCompleted && IsOwn(read, asViewer, $"seed {seed}, step {step}"));
        }

        world.ReturnAll(pump);
        Assert.All(reads, read => Assert.True(IsOwn(read, asViewer, $"seed {seed}, at the end")));
        Assert.All(world.Calls, call => AssertItCarriesItsViewersToken(call, asViewer, seed));
        Assert.Contains(world.Calls, call => call.Keys.Count > 1); // else nothing could have been mixed
        Assert.Equal(0, world.Shared.UnderWay);
    }

    private static void Step(ViewerWorld world, Random random, bool falling, List<(string? Viewer, Task<LoadResult<Owned>[]> Task)> reads)
    {
        var open = world.OpenCalls.ToArray();
        switch (random.Next(10))
        {
            case 0 when falling:
                world.Shared.Invalidate(key: $"mine:{random.GetItems(Ids, 1)[0]}");
                break;
            case 1:
                world.Shared.Time.Advance(TimeSpan.FromSeconds(random.Next(0, 70))); // past fresh, so that readers refresh what they got stale
                break;
            case 2 when open.Length > 0:
                var context = random.GetItems(open, 1)[0].Context;
                context.Prime(
                    ViewerWorld.Mine, [.. random.GetItems(Ids, 2).Select(id => new Owned(id, ViewerWorld.CallerOf(context), 1))]);
                break;
            case < 6 when open.Length > 0:
                random.GetItems(open, 1)[0].Return();
                break;
            default:
                var viewer = random.GetItems(Viewers, 1)[0];
                var request = ViewerWorld.As(viewer, $"{viewer}:{random.Next(100)}"); // a token may be renewed from request to request
                reads.Add((viewer, world.ReadAsync(request, random.GetItems(Ids, random.Next(1, 5)).Distinct())));
                break;
        }
    }

    private static bool IsOwn((string? Viewer, Task<LoadResult<Owned>[]> Task) read, bool asViewer, string where)
    {
        var own = read.Viewer ?? (asViewer ? ErrorCodes.Unauthenticated : "nobody");
        foreach (var result in read.Task.GetAwaiter().GetResult())
        {
            var whose = result.Failure?.Code ?? result.Value!.By.Split(':')[0];
            Assert.True(whose == own, $"{read.Viewer ?? "an anonymous reader"} got what is {whose}'s ({where})");
        }

        return true;
    }

    private static void AssertNoKeyIsInTwoCalls(ViewerWorld world, bool falling, string where)
    {
        // A key that falls while it is under way is asked for again (R9).
        var keys = world.OpenCalls.SelectMany(call => call.Keys.Select(id => (id, call.Context.Viewer?.Id))).ToArray();
        Assert.True(falling || keys.Distinct().Count() == keys.Length, $"a viewer's key is in two calls at once ({where})");
    }

    private static void AssertItCarriesItsViewersToken(GatedCall<string, Owned> call, bool asViewer, int seed)
    {
        var token = ViewerWorld.TokenOf(call.Context)?.Split(':')[0];
        Assert.True(token == (asViewer ? call.Context.Viewer!.Id : null), $"a call of {call.Context.Viewer} carries the token of {token} (seed {seed})");
    }
}

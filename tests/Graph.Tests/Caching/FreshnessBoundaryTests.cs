using Graph.Caching;
using Graph.Caching.Freshness;
using Graph.Caching.Memory;
using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>Fault 8: one tick before, at and after each boundary of a policy that keeps a value fresh for 60 s, stale for 60 s more and for
/// errors for 60 s more (<see cref="CacheWorld.Policy"/>).</summary>
public sealed class FreshnessBoundaryTests
{
    private static readonly Failure Down = new(ErrorCodes.UpstreamUnavailable, "down");

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Read_AroundStaleAt_IsServedAtOnceAndRefreshedFromThenOn(int ticks, int refreshes)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Time.Advance(TimeSpan.FromSeconds(60) + TimeSpan.FromTicks(ticks));

        var read = world.ReadAsync("a1");

        Assert.True(read.IsCompletedSuccessfully);
        Assert.Equal(1 + refreshes, world.ThingCalls.Count);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Read_AroundExpireAt_WaitsForTheUpstreamFromThenOn(int ticks, bool served)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Versions["a1"] = 2;
        world.Time.Advance(TimeSpan.FromSeconds(120) + TimeSpan.FromTicks(ticks));

        var read = world.ReadAsync("a1");

        Assert.Equal(served, read.IsCompletedSuccessfully);
        world.ThingCalls[^1].Return();
        Assert.Equal(served ? 1 : 2, pump.Finish(read)[0].Value!.Version);
    }

    [Theory]
    [InlineData(120, 0, true)]
    [InlineData(180, -1, true)]
    [InlineData(180, 0, false)]
    [InlineData(180, 1, false)]
    public void Read_ExpiredWhileTheUpstreamFails_IsServedMarkedUntilErrorUntil(int seconds, int ticks, bool served)
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        var age = TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(ticks);
        world.Time.Advance(age);

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Fail(Down);

        var result = pump.Finish(read)[0];
        Assert.Equal(served, result.IsFound);
        Assert.Equal(!served, result.IsFailed);
        Assert.Equal(served ? [new("Thing", age)] : Array.Empty<KeyValuePair<string, TimeSpan>>(), world.Request.Stale.Ages);
    }

    [Fact]
    public void Read_StaleButNotExpired_IsNotMarked()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Time.Advance(TimeSpan.FromSeconds(120) - TimeSpan.FromTicks(1));

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Fail(Down);

        Assert.True(pump.Finish(read)[0].IsFound);
        Assert.True(world.Request.Stale.IsEmpty);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void Read_AroundTheEndOfNegativeTtl_AsksAgainFromThenOn(int ticks, int calls)
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Warm("a1");
        world.Time.Advance(TimeSpan.FromSeconds(30) + TimeSpan.FromTicks(ticks));

        var read = world.ReadAsync("a1");

        Assert.Equal(1 + calls, world.ThingCalls.Count);
        Assert.Equal(calls == 0, read.IsCompleted);
    }

    [Fact]
    public void Read_AbsenceAfterItsTimeWhileTheUpstreamFails_Fails()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.Warm("a1");
        world.Time.Advance(TimeSpan.FromSeconds(30));

        var read = world.ReadAsync("a1");
        world.ThingCalls[^1].Fail(Down);

        Assert.True(pump.Finish(read)[0].IsFailed);
    }

    [Fact]
    public void Read_StaleByManyReaders_IsRefreshedOncePerStalePeriod()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        for (var period = 1; period <= 3; period++)
        {
            world.Time.Advance(TimeSpan.FromSeconds(60));
            for (var reader = 0; reader < 10; reader++)
            {
                Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
            }

            Assert.Equal(1 + period, world.ThingCalls.Count);
            world.ThingCalls[^1].Return();
            pump.RunUntilIdle();
            Assert.True(world.ReadAsync("a1").IsCompletedSuccessfully);
            Assert.Equal(1 + period, world.ThingCalls.Count);
        }
    }

    [Fact]
    public void Read_ExpiredByManyReaders_IsFetchedOnce()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Versions["a1"] = 2;
        world.Time.Advance(TimeSpan.FromSeconds(120));

        var reads = Enumerable.Range(0, 10).Select(_ => world.ReadAsync("a1")).ToArray();
        world.ThingCalls[^1].Return();

        Assert.All(reads, read => Assert.Equal(2, pump.Finish(read)[0].Value!.Version));
        Assert.Equal(2, world.ThingCalls.Count);
    }

    [Fact]
    public void Read_StaleAndMissingKeysTogether_MakesOneCallForBoth()
    {
        using var pump = new Pump();
        using var world = WarmWorld();
        world.Time.Advance(TimeSpan.FromSeconds(60));

        _ = world.ReadAsync("a1", "a2", "a3");

        Assert.Equal(2, world.ThingCalls.Count);
        Assert.Equal(["a1", "a2", "a3"], world.ThingCalls[^1].Keys.Order());
    }

    [Fact]
    public void Store_WithJitter_SpreadsTheTtlWithinItsShare()
    {
        using var world = new CacheWorld(options => options.Jitter = 0.1);
        var ids = Enumerable.Range(0, 200).Select(i => $"a{i}").ToArray();
        Array.ForEach(ids, id => world.Versions[id] = 1);

        world.Warm(ids);

        var ttls = ids.Select(id => TtlOf(world, id)).ToArray();
        Assert.All(ttls, ttl => Assert.InRange(ttl.TotalSeconds, 54, 66));
        Assert.InRange(ttls.Min().TotalSeconds, 54, 57); // of 200 evenly spread, none in a given quarter: 1e-25
        Assert.InRange(ttls.Max().TotalSeconds, 63, 66);
    }

    [Fact]
    public void Resolve_WithoutStaleFor_KeepsStaleOnlyWhatRevalidates()
    {
        var directive = new FreshnessDirective(TimeSpan.FromSeconds(30));

        var timed = FreshnessPolicy.Resolve("T", directive, overrides: null);
        var revalidated = FreshnessPolicy.Resolve("T", directive with { Strategy = FreshnessStrategy.StaleWhileRevalidate }, overrides: null);

        Assert.Equal(TimeSpan.Zero, timed.StaleFor);
        Assert.Equal(TimeSpan.FromSeconds(30), revalidated.StaleFor);
    }

    private static CacheWorld WarmWorld()
    {
        var world = new CacheWorld();
        world.Versions["a1"] = 1;
        world.Warm("a1");
        return world;
    }

    private static TimeSpan TtlOf(CacheWorld world, string id)
    {
        Assert.True(world.Cache.Memory.TryGet(world.Cache.Of<Thing>(CacheWorld.Things).KeyOf(new ReadKey(id), world.Request), out var entry));
        var times = EntryTimes.Of(world.ThingDefinition.Policy, entry.FetchedAt, entry.IsFound, entry.Ttl, told: false, world.Time.TimestampFrequency);
        return world.Time.GetElapsedTime(times.FetchedAt, times.StaleAt);
    }
}

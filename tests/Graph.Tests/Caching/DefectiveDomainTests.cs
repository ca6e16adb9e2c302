using Graph.Domains.Abstractions;

namespace Graph.Tests.Caching;

/// <summary>A defect in a domain's code fails the keys that it concerns and leaves nobody waiting and nothing in flight.</summary>
public sealed class DefectiveDomainTests
{
    [Fact]
    public void Read_FetchThatThrows_FailsItsKeysAndLeavesNothingInFlight()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.FetchBatch((_, _) => throw new InvalidOperationException("a defect"));

        AssertInternal(world, pump);
    }

    [Fact]
    public void Read_FetchThatThrowsLater_FailsItsKeysAndLeavesNothingInFlight()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.FetchBatch(async (_, _) =>
        {
            await Task.Yield();
            throw new InvalidOperationException("a defect");
        });

        AssertInternal(world, pump);
    }

    [Fact]
    public void Read_FetchWithTooFewResults_FailsItsKeysAndLeavesNothingInFlight()
    {
        using var pump = new Pump();
        using var world = new CacheWorld();
        world.ThingDefinition.FetchBatch((_, _) => ValueTask.FromResult<LoadResult<Thing>[]>([new Thing("a1", 1)]));

        AssertInternal(world, pump);
    }

    [Fact]
    public void Read_TagsThatThrow_FailTheirKeyAndLeaveNothingInFlight()
    {
        using var pump = new Pump();
        using var world = new CacheWorld { AnswersAtOnce = true };
        world.Versions["a1"] = world.Versions["a2"] = 1;
        world.ThingDefinition.Tags(thing => thing.Id == "a1" ? throw new InvalidOperationException("a defect") : []);

        var results = pump.Finish(world.ReadAsync("a1", "a2"));

        Assert.Equal(ErrorCodes.Internal, results[0].Failure!.Code);
        Assert.True(results[1].IsFound);
        Assert.Equal(0, world.UnderWay);
    }

    private static void AssertInternal(CacheWorld world, Pump pump)
    {
        var results = pump.Finish(world.ReadAsync("a1", "a2"));

        Assert.All(results, result => Assert.Equal(ErrorCodes.Internal, result.Failure!.Code));
        Assert.Equal(0, world.UnderWay);
    }
}

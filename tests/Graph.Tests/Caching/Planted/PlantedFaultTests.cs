using Xunit.Sdk;

namespace Graph.Tests.Caching.Planted;

/// <summary>Random schedules find each planted fault: a check that never fails proves nothing.</summary>
public sealed class PlantedFaultTests
{
    private const int MostSchedules = 3_000;
    private const int Steps = 40;

    [Theory]
    [InlineData(PlantedFault.InvalidationSkipped)]
    [InlineData(PlantedFault.AnswersOfBefore)]
    internal void Fault_Planted_IsFoundByRandomSchedules(PlantedFault fault)
    {
        var random = new Random(1);

        Assert.Contains(Enumerable.Range(0, MostSchedules), _ => IsFound(NextSteps(random), fault));
    }

    private static Step[] NextSteps(Random random) =>
        [.. Enumerable.Range(0, Steps).Select(_ => new Step(random.Next(Schedule.Actions), random.Next(3), random.Next(10)))];

    // By the check of what was read, and not by an accident: without the fault the same schedule passes.
    private static bool IsFound(Step[] steps, PlantedFault fault)
    {
        try
        {
            new Schedule(steps, fault).Run();
            return false;
        }
        catch (XunitException broken) when (broken.Message.Contains("was acknowledged before the read began", StringComparison.Ordinal))
        {
            new Schedule(steps).Run();
            return true;
        }
    }
}

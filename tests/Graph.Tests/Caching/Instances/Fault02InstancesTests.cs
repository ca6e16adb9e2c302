using System.Globalization;
using CsCheck;

namespace Graph.Tests.Caching.Instances;

/// <summary>Faults 2 and 12, step by step: instances over one log and one shared level, which delays, reorders and loses what it is given.
/// CsCheck prints the seed of a failing schedule and shrinks it. GRAPH_SCHEDULES sets how many there are.</summary>
public sealed class Fault02InstancesTests
{
    private const int LongestSchedule = 70;

    private static int Schedules =>
        int.TryParse(Environment.GetEnvironmentVariable("GRAPH_SCHEDULES"), CultureInfo.InvariantCulture, out var schedules) ? schedules : 10_000;

    [Fact]
    public void Reads_OfSeveralInstances_AreNeverOlderThanWhatTheirsHasBeenToldOrShown()
    {
        var steps = Gen.Select(Gen.Int[0, InstancesSchedule.Actions - 1], Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 9]);
        var schedules = steps.Array[1, LongestSchedule].Select(all => new InstancesSchedule(all));

        schedules.Sample(schedule => schedule.Run(), iter: Schedules);
    }
}

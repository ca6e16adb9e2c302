using System.Globalization;
using CsCheck;

namespace Graph.Tests.Caching;

/// <summary>Fault 1: random schedules of fetch, invalidate, read, refresh and evict on one instance. CsCheck prints the seed of a failing
/// schedule and shrinks it; <see cref="Schedule.ToString"/> prints its steps. GRAPH_SCHEDULES sets how many there are: some faults show once
/// in 100,000.</summary>
public sealed class ScheduleTests
{
    private const int LongestSchedule = 60;

    private static int Schedules =>
        int.TryParse(Environment.GetEnvironmentVariable("GRAPH_SCHEDULES"), CultureInfo.InvariantCulture, out var schedules) ? schedules : 20_000;

    [Fact]
    public void Reads_AtAnyInterleaving_AreNeverOlderThanAnAcknowledgedInvalidation()
    {
        var steps = Gen.Select(Gen.Int[0, Schedule.Actions - 1], Gen.Int[0, 2], Gen.Int[0, 9], (action, key, number) => new Step(action, key, number));
        var schedules = steps.Array[1, LongestSchedule].Select(all => new Schedule(all));

        schedules.Sample(schedule => schedule.Run(), iter: Schedules);
    }
}

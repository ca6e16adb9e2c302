using System.Globalization;
using CsCheck;

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>Fault 11 at random: appends, reads, cut connections, lost and late answers, restarts, lost tails, trims, and an index too small for
/// its names. CsCheck prints the seed of a failing schedule and shrinks it; <see cref="LogSchedule.ToString"/> prints its steps.
/// GRAPH_SCHEDULES sets how many there are: some faults show once in 100,000.</summary>
public sealed class LogScheduleTests
{
    private const int LongestSchedule = 60;

    private static int Schedules =>
        int.TryParse(Environment.GetEnvironmentVariable("GRAPH_SCHEDULES"), CultureInfo.InvariantCulture, out var schedules) ? schedules : 3_000;

    [Fact]
    public void Records_AtAnyInterleavingAndFault_AreNeitherMissedNorMadeUp()
    {
        var steps = Gen.Select(
            Gen.Int[0, LogSchedule.Actions - 1], Gen.Int[0, 2], Gen.Int[0, LogRun.Keys.Length - 1], Gen.Int[0, 9],
            (action, who, key, number) => new LogStep(action, who, key, number));
        var schedules = steps.Array[1, LongestSchedule].Select(all => new LogSchedule(all));

        schedules.Sample(schedule => schedule.Run(), iter: Schedules);
    }
}

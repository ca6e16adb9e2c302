using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;

namespace Graph.FunctionalTests.Consistency;

/// <summary>The promises under random schedules of reads, writes, announcements, mutations, evictions, refreshes and deaths. What was true, and
/// when, is known to the last write; every read is held against it. The long form is soak-consistency.sh.</summary>
public sealed class ConsistencyTests(ITestOutputHelper output)
{
    private const int ShortForm = 15;
    private const int FewestDemands = 50;
    private const int FewestMutations = 20;

    [Fact]
    public async Task OneInstance_InMemory_BreaksNoPromise()
    {
        var settings = new ConsistencySettings { Duration = ConsistencySettings.Seconds(ShortForm) };
        Rule[] needed = [Rule.AcknowledgedHere, Rule.WentBack, Rule.WentBackUnversioned, Rule.AcknowledgedBeforeQuiet];
        await using var run = await ConsistencyRun.StartAsync(settings, Announcers.ThatAreThereAsync);

        await run.RunAsync(until: () => IsEnough(run, needed));

        output.WriteLine(run.Report);
        TestContext.Current.SendDiagnosticMessage(run.Report);
        Assert.True(run.Checker.Violations.Count == 0, run.FullReport);
        Assert.True(IsEnough(run, needed), run.Report);
    }

    // A run that has demanded little has proven little.
    private static bool IsEnough(ConsistencyRun run, Rule[] needed) =>
        run.World.Mutations > FewestMutations && Array.TrueForAll(needed, rule => run.Checker.DemandsOf(rule) > FewestDemands);
}

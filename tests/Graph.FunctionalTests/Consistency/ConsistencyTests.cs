using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;

namespace Graph.FunctionalTests.Consistency;

/// <summary>The promises under random schedules of reads, writes, announcements, mutations, evictions, refreshes and deaths. What was true, and
/// when, is known to the last write; every read is held against it. The long form is soak-consistency.sh.</summary>
public sealed class ConsistencyTests(ITestOutputHelper output)
{
    private const int ShortForm = 15;
    private const int FewestReads = 1_000;

    [Fact]
    public async Task OneInstance_InMemory_BreaksNoPromise()
    {
        var settings = new ConsistencySettings { Duration = ConsistencySettings.Seconds(ShortForm) };
        await using var run = await ConsistencyRun.StartAsync(settings, Announcers.ThatAreThereAsync);

        await run.RunAsync();

        output.WriteLine(run.Report);
        TestContext.Current.SendDiagnosticMessage(run.Report);
        Assert.True(run.Checker.Violations.Count == 0, run.FullReport);
        Assert.True(run.Checker.Reads > FewestReads && run.World.Acknowledged > 0 && run.World.Mutations > 0, run.Report);
        Assert.All([Rule.AcknowledgedHere, Rule.WentBack, Rule.WentBackUnversioned], rule => Assert.True(run.Checker.DemandsOf(rule) > FewestReads, run.Report));
    }
}

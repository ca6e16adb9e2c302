using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Planted;

/// <summary>The run as a whole finds what is wrong with a graph: each of these graphs has one fault, planted around it. What can only be planted
/// inside is in tests/planted.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    // Few products, so that the same is read again soon.
    private static readonly ConsistencySettings Short = new() { Duration = TimeSpan.Zero, Round = TimeSpan.FromSeconds(2), Products = 4, HasFaults = false };

    [Fact]
    public async Task InvalidationThatIsSkippedAndAcknowledged_IsFound()
    {
        await using var run = await ConsistencyRun.StartAsync(Short, async client =>
            [.. (await Announcers.ThatAreThereAsync(client)).Select(announcer => new SkippingAnnouncer(announcer, each: 10))]);

        await run.RunAsync(until: () => run.Checker.Violations.Of(Rule.AcknowledgedHere) > 0);

        output.WriteLine(run.Report);
        Assert.True(run.Checker.Violations.Of(Rule.AcknowledgedHere) > 0, run.FullReport);
    }

    [Fact]
    public async Task FetchesThatAreNotShared_AreFound()
    {
        // What a switch for measuring turns off is what promise 4 is about.
        var settings = Short with { Graph = new Dictionary<string, string> { ["EntityCache__Enabled"] = "false" } };
        await using var run = await ConsistencyRun.StartAsync(settings, Announcers.ThatAreThereAsync);

        await run.RunAsync(until: () => run.Checker.Violations.Of(Rule.FetchedTwice) > 0);

        output.WriteLine(run.Report);
        Assert.True(run.Checker.Violations.Of(Rule.FetchedTwice) > 0, run.FullReport);
        Assert.Equal(run.Checker.Violations.Of(Rule.FetchedTwice), run.Checker.Violations.Count);
    }

    [Fact]
    public async Task AnswerOfBefore_IsFound()
    {
        LyingProxy? proxy = null;
        await using var run = await ConsistencyRun.StartAsync(Short, Announcers.ThatAreThereAsync, async process =>
        {
            proxy = await LyingProxy.StartAsync(process.Client.Http.BaseAddress!, answersOldEach: 10);
            return new GraphClient(proxy.Address);
        });

        await run.RunAsync(until: () => run.Checker.Violations.Of(Rule.AcknowledgedHere) > 0 && run.Checker.Violations.Of(Rule.WentBack) > 0);
        await proxy!.DisposeAsync();

        output.WriteLine(run.Report);
        Assert.True(run.Checker.Violations.Of(Rule.AcknowledgedHere) > 0, run.FullReport);
        Assert.True(run.Checker.Violations.Of(Rule.WentBack) > 0, run.FullReport);
        Assert.Equal(0, run.Checker.Violations.Of(Rule.Invented));
    }
}

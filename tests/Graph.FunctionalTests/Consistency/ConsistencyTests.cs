using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.TestKit.Redis;

namespace Graph.FunctionalTests.Consistency;

/// <summary>The promises under random schedules of reads, writes, announcements, mutations, evictions, refreshes and deaths. What was true, and
/// when, is known to the last write; every read is held against it. The long form is soak-consistency.sh.</summary>
public sealed class ConsistencyTests(ITestOutputHelper output)
{
    private const int ShortForm = 15;
    private const int LongerShortForm = 45;
    private const int FewestDemands = 50;
    private const int FewestMutations = 20;
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task OneInstance_InMemory_BreaksNoPromise()
    {
        var settings = new ConsistencySettings { Duration = ConsistencySettings.Seconds(ShortForm) };
        Rule[] needed = [Rule.AcknowledgedHere, Rule.AcknowledgedByPosition, Rule.OwnWrite, Rule.WentBack, Rule.WentBackUnversioned, Rule.AcknowledgedBeforeQuiet];
        await using var run = await ConsistencyRun.StartAsync(settings, Announcers.ThatAreThereAsync);

        await run.RunAsync(until: () => IsEnough(run, needed));

        output.WriteLine(run.Report);
        TestContext.Current.SendDiagnosticMessage(run.Report);
        Assert.True(run.Checker.Violations.Count == 0, run.FullReport);
        Assert.True(IsEnough(run, needed), run.Report);
    }

    [Fact]
    public async Task ThreeInstances_OverOneRedis_BreakNoPromise()
    {
        var settings = new ConsistencySettings { Duration = ConsistencySettings.Seconds(LongerShortForm), Instances = 3 };
        Rule[] needed =
        [
            Rule.AcknowledgedHere, Rule.AcknowledgedByPosition, Rule.AcknowledgedLongAgo, Rule.AcknowledgedBeforeStart, Rule.AcknowledgedBeforeQuiet,
            Rule.OwnWrite, Rule.WentBack, Rule.WentBackUnversioned,
        ];
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = settings.KeepsRedisData });
        await using var run = await ConsistencyRun.StartAsync(settings, Announcers.ThatAreThereAsync, redis: redis);

        await run.RunAsync(until: () => IsEnough(run, needed) && run.World.LatenciesInHangs.Count > 0);
        run.JudgeLatencies(Bearable);

        output.WriteLine(run.Report);
        TestContext.Current.SendDiagnosticMessage(run.Report);
        Assert.True(run.Checker.Violations.Count == 0, run.FullReport);
        Assert.True(IsEnough(run, needed) && run.World.LatenciesInHangs.Count > 0, run.Report);
    }

    // A run that has demanded little has proven little.
    private static bool IsEnough(ConsistencyRun run, Rule[] needed) =>
        run.World.Mutations > FewestMutations && Array.TrueForAll(needed, rule => run.Checker.DemandsOf(rule) > FewestDemands);
}

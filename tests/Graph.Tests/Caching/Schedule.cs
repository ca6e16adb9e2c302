using Graph.Tests.Caching.Planted;

namespace Graph.Tests.Caching;

/// <summary>Runs steps against a cache and checks every read against what had been acknowledged, and what had been read, when it began.</summary>
/// <param name="steps">What happens.</param>
/// <param name="planted">What is wrong, to see whether it is found.</param>
internal sealed class Schedule(Step[] steps, PlantedFault planted = PlantedFault.None)
{
    private static readonly string[] Keys = ["a1", "a2", "b1"];
    private static readonly string[] AheadKeys = ["x1", "x2", "x3"];
    private static readonly string[] ToldKeys = ["y1", "y2", "y3"];

    // The weights are in the repetition: reads, writes and answers are what most schedules are made of.
    private static readonly (string Name, Action<Run, Step> Act)[] All =
    [
        ("read", (run, step) => run.Read(Keys[step.Key])),
        ("read", (run, step) => run.Read(Keys[step.Key])),
        ("read all", (run, _) => run.Read(Keys)),
        ("respond", (run, step) => run.Respond("l", Keys[step.Key])),
        ("respond", (run, step) => run.Respond("l", Keys[step.Key])),
        ("respond all", (run, _) => run.Respond("l", Keys)),
        ("write", (run, step) => run.Write(Keys[step.Key])),
        ("write and kill key", (run, step) => { run.Write(Keys[step.Key]); run.Kill(Keys[step.Key]); }),
        ("kill key", (run, step) => run.Kill(Keys[step.Key])),
        ("kill tag", (run, step) => run.KillGroup(Keys[step.Key][..1])),
        ("kill glob", (run, _) => run.KillAll()),
        ("announce", (run, step) => run.Announce(Keys[step.Key], late: false)),
        ("announce late", (run, step) => run.Announce(Keys[step.Key], late: true)),
        ("delete", (run, step) => run.Delete(Keys[step.Key])),
        ("purge", (run, step) => run.Purge(Keys[step.Key])),
        ("purge glob", (run, _) => run.PurgeAll()),
        ("evict", (run, step) => run.Evict(Keys[step.Key])),
        ("upstream reads", (run, step) => run.UpstreamReads(step.Number)),
        ("upstream reads", (run, step) => run.UpstreamReads(step.Number)),
        ("upstream returns", (run, step) => run.UpstreamReturns(step.Number)),
        ("upstream returns", (run, step) => run.UpstreamReturns(step.Number)),
        ("upstream fails", (run, step) => run.UpstreamFails(step.Number)),
        ("time passes", (run, step) => run.Pass(TimeSpan.FromSeconds(step.Number < 5 ? 0.06 : step.Number * 9))),
        ("read list", (run, step) => run.ReadList("l", first: step.Number < 5 ? 2 : 3)),
        ("write list and kill tag", (run, _) => { run.WriteList("l"); run.KillList("l"); }),
        ("write list", (run, _) => run.WriteList("l")),
        ("list reads", (run, step) => run.ListReads(step.Number)),
        ("list returns", (run, step) => run.ListReturns(step.Number)),
        ("read ahead", (run, step) => run.Ahead.Read(AheadKeys[step.Key])),
        ("read all ahead", (run, _) => run.Ahead.Read(AheadKeys)),
        ("write and kill ahead", (run, step) => { run.Ahead.Write(AheadKeys[step.Key]); run.Ahead.Kill(AheadKeys[step.Key]); }),
        ("write and kill all ahead", (run, step) => { run.Ahead.Write(AheadKeys[step.Key]); run.Ahead.KillAll(); }),
        ("ahead reads", (run, step) => run.Ahead.UpstreamReads(step.Number)),
        ("ahead returns", (run, step) => run.Ahead.UpstreamReturns(step.Number)),
        ("ahead returns", (run, step) => run.Ahead.UpstreamReturns(step.Number)),
        ("ahead fails", (run, step) => run.Ahead.UpstreamFails(step.Number)),
        ("time passes towards a refresh", (run, step) => run.Pass(TimeSpan.FromSeconds(46 + step.Number))),
        ("read told", (run, step) => run.Told.Read(ToldKeys[step.Key])),
        ("write and kill told", (run, step) => { run.Told.Write(ToldKeys[step.Key]); run.Told.Kill(ToldKeys[step.Key]); }),
        ("told reads", (run, step) => run.Told.UpstreamReads(step.Number)),
        ("told returns", (run, step) => run.Told.UpstreamReturns(step.Number)),
        ("source tells", (run, _) => run.Beat()),
        ("log comes and goes", (run, step) => run.SetLogAway(step.Number < 3)),
    ];

    public static int Actions => All.Length;

    public void Run()
    {
        using var run = new Run(planted);
        foreach (var step in steps)
        {
            All[step.Action].Act(run, step);
            run.Settle();
        }

        run.Finish();
    }

    public override string ToString() => string.Join(", ", steps.Select(step => $"{All[step.Action].Name} {Keys[step.Key]}/{step.Number}"));
}

namespace Graph.Tests.Invalidation.Shared.Schedules;

/// <summary>Runs steps against three instances and the server of their log, and checks after each what they say of everything that was ever
/// fetched.</summary>
internal sealed class LogSchedule(LogStep[] steps)
{
    // The weights are in the repetition: fetches, records and looks are what most schedules are made of.
    private static readonly (string Name, Action<LogRun, LogStep> Act)[] All =
    [
        ("fetch", (run, step) => run.Fetch(step.Who, step.Key)),
        ("fetch", (run, step) => run.Fetch(step.Who, step.Key)),
        ("fetch", (run, step) => run.Fetch(step.Who, step.Key)),
        ("look", (run, step) => run.Look(step.Who)),
        ("look", (run, step) => run.Look(step.Who)),
        ("look", (run, step) => run.Look(step.Who)),
        ("kill key", (run, step) => run.Append(step.Who, LogRun.Kill(step.Key))),
        ("kill tag", (run, step) => run.Append(step.Who, LogRun.KillTag(step.Key))),
        ("kill glob", (run, step) => run.Append(step.Who, LogRun.KillGlob(step.Number))),
        ("kill many", (run, step) => run.Append(step.Who, LogRun.KillMany(step.Key))),
        ("purge", (run, step) => run.Append(step.Who, LogRun.Kill(step.Key) with { ForgetsVersions = true })),
        ("announce", (run, step) => run.Append(step.Who, run.Announce(step.Key, late: false))),
        ("announce late", (run, step) => run.Append(step.Who, run.Announce(step.Key, late: true))),
        ("kill key, answered later", (run, step) => run.AppendSlowly(step.Who, LogRun.Kill(step.Key))),
        ("announce, answered later", (run, step) => run.AppendSlowly(step.Who, run.Announce(step.Key, late: false))),
        ("kill tag, answer lost", (run, step) => run.AppendUnanswered(step.Who, LogRun.KillTag(step.Key))),
        ("write", (run, step) => run.Write(step.Who, step.Key, isSlow: false)),
        ("write, answered later", (run, step) => run.Write(step.Who, step.Key, isSlow: true)),
        ("write, answer lost", (run, step) => run.WriteUnanswered(step.Who, step.Key)),
        ("begin a write", (run, step) => run.BeginWrite(step.Who, step.Key)),
        ("end a write", (run, _) => run.EndWrite()),
        ("answer", (run, step) => run.Answer(step.Who)),
        ("answer", (run, step) => run.Answer(step.Who)),
        ("cut", (run, step) => run.Cut(step.Who, isCut: true)),
        ("mend", (run, step) => run.Cut(step.Who, isCut: false)),
        ("mend", (run, step) => run.Cut(step.Who, isCut: false)),
        ("refuse", (run, step) => run.Refuse(step.Who, refuses: true)),
        ("take", (run, step) => run.Refuse(step.Who, refuses: false)),
        ("instance restarts", (run, step) => run.RestartInstance(step.Who)),
        ("server restarts", (run, step) => run.Server.Restart(lost: step.Number % 4)),
        ("server loses all", (run, _) => run.Server.LoseAll()),
        ("trim", (run, step) => run.Server.Trim(run.Server.Last - (step.Number % 4))),
        ("something unreadable", (run, _) => run.AppendNonsense()),
        ("time passes", (run, step) => run.Pass(TimeSpan.FromSeconds(step.Number * 9))),
    ];

    public static int Actions => All.Length;

    public void Run()
    {
        var run = new LogRun();
        foreach (var step in steps)
        {
            All[step.Action].Act(run, step);
            run.Check();
        }

        run.Finish();
    }

    public override string ToString() =>
        string.Join(", ", steps.Select(step => $"{"ABC"[step.Who]} {All[step.Action].Name} {LogRun.Keys[step.Key]}/{step.Number}"));
}

namespace Graph.Tests.Caching.Instances;

/// <summary>Steps of two instances over one log and one shared level, in any order; every read is checked against what its instance had been
/// told, and had shown, when it began.</summary>
internal sealed class InstancesSchedule((int Action, int Instance, int Key, int Number)[] steps)
{
    private static readonly string[] Keys = ["a1", "a2"];

    // The weights are in the repetition.
    private static readonly (string Name, Action<InstancesRun, int, string, int> Act)[] All =
    [
        ("read", (run, at, key, _) => run.Read(at, key)),
        ("read", (run, at, key, _) => run.Read(at, key)),
        ("read both", (run, at, _, _) => run.Read(at, Keys)),
        ("read with token", (run, at, key, _) => run.ReadWithToken(at, key)),
        ("read list", (run, at, _, _) => run.ReadList(at)),
        ("read list", (run, at, _, _) => run.ReadList(at)),
        ("write", (run, _, key, _) => run.Write(key)),
        ("write and kill key", (run, at, key, _) => { run.Write(key); run.Invalidate(at, key); }),
        ("write and announce", (run, at, key, _) => { run.Write(key); run.Announce(at, key, late: false); }),
        ("announce late", (run, at, key, _) => run.Announce(at, key, late: true)),
        ("kill tag", (run, at, key, _) => run.Invalidate(at, tag: $"group:{key[..1]}")),
        ("kill glob", (run, at, _, _) => run.Invalidate(at, glob: "thing:*")),
        ("write list", (run, _, _, _) => run.WriteList()),
        ("write list and kill tag", (run, at, _, _) => { run.WriteList(); run.Invalidate(at, tag: "list:l"); }),
        ("mutate", (run, at, key, _) => run.Mutate(at, key)),
        ("mutation returns", (run, at, _, number) => run.MutationReturns(at, number)),
        ("consume", (run, at, _, _) => run.Consume(at)),
        ("consume", (run, at, _, _) => run.Consume(at)),
        ("evict", (run, at, key, _) => run.Evict(at, key)),
        ("evict list", (run, at, _, _) => run.EvictList(at)),
        ("upstream reads", (run, at, _, number) => run.UpstreamReads(at, number)),
        ("upstream returns", (run, at, _, number) => run.UpstreamReturns(at, number)),
        ("upstream returns", (run, at, _, number) => run.UpstreamReturns(at, number)),
        ("upstream fails", (run, at, _, number) => run.UpstreamFails(at, number)),
        ("store returns", (run, _, _, number) => run.StoreReturns(number)),
        ("store returns", (run, _, _, number) => run.StoreReturns(number)),
        ("store returns", (run, _, _, number) => run.StoreReturns(number)),
        ("store lands", (run, _, _, number) => run.StoreLands(number)),
        ("store lands", (run, _, _, number) => run.StoreLands(number)),
        ("time passes", (run, _, _, number) => run.Pass(TimeSpan.FromSeconds(number < 5 ? 0.3 : number * 9))),
        // Faults are rare, so that schedules get deep between them.
        ("rarely", (run, at, _, number) => Rarely(run, at, number)),
    ];

    public static int Actions => All.Length;

    public void Run()
    {
        using var run = new InstancesRun(Keys);
        foreach (var (action, instance, key, number) in steps)
        {
            All[action].Act(run, instance, Keys[key], number);
            run.Settle();
        }

        run.Finish(Keys);
    }

    public override string ToString() =>
        string.Join(", ", steps.Select(step => $"{All[step.Action].Name} {step.Instance}/{Keys[step.Key]}/{step.Number}"));

    private static void Rarely(InstancesRun run, int at, int number)
    {
        Action act = number switch
        {
            0 => run.Trim,
            1 => () => run.LoseRedis(storeToo: true),
            2 => () => run.LoseRedis(storeToo: false),
            3 => () => run.StorePauses(true),
            4 or 5 => () => run.StorePauses(false),
            6 => () => run.CutOff(at, true),
            7 => () => run.CutOff(at, false),
            8 => () => run.Lease(true),
            _ => () => run.Lease(false),
        };
        act();
    }
}

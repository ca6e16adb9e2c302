using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Faults;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.FunctionalTests.Consistency.Load;
using Graph.TestKit.Redis;
using Graph.TestKit.Register;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency;

/// <summary>One run: instances over one register, and over one Redis where there are several; clients and faults in rounds, with a rest after each.</summary>
internal sealed class ConsistencyRun : IAsyncDisposable
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    private const int MostRoundsMore = 10;

    private readonly ConsistencySettings _settings;
    private readonly RegisterUpstreams _upstreams;
    private readonly Fleet _fleet;
    private readonly FaultLoop _faults;
    private readonly ConsistencyClient[] _clients;

    private ConsistencyRun(ConsistencySettings settings, RegisterUpstreams upstreams, RedisServer? redis, Func<GraphProcess, Task<GraphClient>>? clientOf)
    {
        (_settings, _upstreams) = (settings, upstreams);
        Checker = new ConsistencyChecker(new CheckerOptions { MaxAge = FleetSettings.MaxAge, Began = TimeProvider.System.GetTimestamp() });
        _fleet = new Fleet(Checker, name => FleetSettings.Of(settings, upstreams.AddressFor(name), redis?.Configuration), clientOf);
        World = new ConsistencyWorld(settings, upstreams, _fleet, Checker, new FaultWindows(Checker.Touches, Recovery));
        var redisFaults = redis is null ? null : new RedisFaults(redis, World.Faults, settings.KeepsRedisData);
        _faults = new FaultLoop(_fleet, redisFaults, new Random(settings.Seed));
        _clients = [.. Enumerable.Range(0, settings.Clients).Select(number => new ConsistencyClient(World, number))];
        foreach (var (key, stamp) in upstreams.Truth.Now())
        {
            Checker.Wrote(key, stamp);
        }

        upstreams.Truth.Written += Checker.Wrote;
        upstreams.Overlapped += Checker.Overlapped;
        upstreams.Answered += (caller, key, stamp) => Checker.Note(key, TimeProvider.System.GetTimestamp(), $"the upstream sends {stamp.Number} to {caller}");
    }

    public ConsistencyChecker Checker { get; }

    public ConsistencyWorld World { get; }

    public string Report =>
        $"seed {_settings.Seed}: {_fleet.Places} instance(s), told by {string.Join(" and ", World.Announcers)}, {World.Tally}; {_fleet.Kills} kills; Redis: {(World.Faults.Count == 0 ? "no fault" : World.Faults.Summary)}; "
        + $"{World.Latencies}; while Redis hung: {World.LatenciesInHangs}; demands: "
        + string.Join(", ", Enum.GetValues<Rule>().Where(rule => Checker.DemandsOf(rule) > 0).Select(rule => $"{rule} {Checker.DemandsOf(rule)}"))
        + $"; {Checker.Violations.Summary}";

    /// <summary>With the history of each violation, and what the graphs have written.</summary>
    public string FullReport => $"{Report}{Environment.NewLine}{Checker.Violations}{Environment.NewLine}{_fleet.Output}";

    /// <param name="settings">Several instances get a Redis.</param>
    /// <param name="announcers">By a graph's client, so that what is not there can be left out.</param>
    /// <param name="clientOf">Puts something between the checker and a graph.</param>
    /// <param name="redis">Empty, and nobody else's; null for one instance in memory.</param>
    public static async Task<ConsistencyRun> StartAsync(
        ConsistencySettings settings,
        Func<GraphClient, Task<IReadOnlyList<IAnnouncer>>> announcers,
        Func<GraphProcess, Task<GraphClient>>? clientOf = null,
        RedisServer? redis = null)
    {
        var upstreams = await RegisterUpstreams.StartAsync(new RegisterOptions
        {
            ProductIds = [.. Enumerable.Range(1, settings.Products).Select(id => $"{id}")],
            Seed = settings.Seed,
            FailuresPerThousand = settings.FailuresPerThousand,
        });
        var run = new ConsistencyRun(settings, upstreams, redis, clientOf);
        try
        {
            await run._fleet.StartAsync(settings.Instances);
            run.World.Announcers = await announcers(run._fleet.Running[0].Client);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Rounds until the time is up and there has been enough, however busy the machine is.</summary>
    public async Task RunAsync(Func<bool> until)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 0; round == 0 || (round < MostRounds(began) && !(IsOver(began) && until())); round++)
        {
            using var stop = new CancellationTokenSource(_settings.Round, TimeProvider.System);
            var isCalm = round % 3 == 2; // without excuses
            await Task.WhenAll([.. _clients.Select(client => client.RunAsync(stop.Token)), .. isCalm || !_settings.HasFaults ? [] : _faults.Run(stop.Token)]);
            await Rest.RunAsync(World, _clients[0]);
        }
    }

    /// <summary>While Redis hangs, 99 of 100 reads that need not wait for it are answered in time.</summary>
    /// <param name="bearable">On top of what a read takes on this machine while it does not.</param>
    public void JudgeLatencies(TimeSpan bearable)
    {
        if (World.LatenciesInHangs.Percentile(0.99) > bearable.TotalSeconds + World.Latencies.Percentile(0.99))
        {
            Checker.Violations.Add(Rule.Slow, $"while Redis hung: {World.LatenciesInHangs}; all: {World.Latencies}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _fleet.DisposeAsync();
        await _upstreams.DisposeAsync();
    }

    private bool IsOver(long began) => CheckerOptions.Between(began, TimeProvider.System.GetTimestamp()) >= _settings.Duration;

    // What has not happened in so many more rounds never will.
    private int MostRounds(long began) => IsOver(began) ? (int)(_settings.Duration / _settings.Round) + MostRoundsMore : int.MaxValue;
}

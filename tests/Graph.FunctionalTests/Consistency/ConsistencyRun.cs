using Graph.FunctionalTests.Consistency.Announcing;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Faults;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.FunctionalTests.Consistency.Load;
using Graph.TestKit;
using Graph.TestKit.Redis;
using Graph.TestKit.Register;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency;

/// <summary>One run: instances over one register, and over one Redis where there are several; clients and faults in rounds, with a rest after each.</summary>
internal sealed class ConsistencyRun : IAsyncDisposable
{
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    // Some looks at the log (Redis:PollEvery): for those whose wake-up got lost.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private const int MostRoundsMore = 10;

    private readonly ConsistencySettings _settings;
    private readonly RegisterUpstreams _upstreams;
    private readonly RedisServer? _redis;
    private readonly Fleet _fleet;
    private readonly Random _faultsRandom;
    private readonly ConsistencyClient[] _clients;

    private ConsistencyRun(ConsistencySettings settings, RegisterUpstreams upstreams, RedisServer? redis, Func<GraphProcess, Task<GraphClient>>? clientOf)
    {
        (_settings, _upstreams, _redis, _faultsRandom) = (settings, upstreams, redis, new Random(settings.Seed));
        Checker = new ConsistencyChecker(new CheckerOptions { MaxAge = FleetSettings.MaxAge, Began = TimeProvider.System.GetTimestamp() });
        _fleet = new Fleet(Checker, name => FleetSettings.Of(settings, upstreams.AddressFor(name), redis?.Configuration), clientOf);
        World = new ConsistencyWorld(settings, upstreams, _fleet, Checker, new FaultWindows(Checker.Touches, Recovery));
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
        $"seed {_settings.Seed}: {_fleet.Places} instance(s), {(World.UsesPositions ? "with" : "without")} positions, told by {string.Join(" and ", World.Announcers)}, {World.Tally}; {_fleet.Kills} kills; Redis: {(World.Faults.Count == 0 ? "no fault" : World.Faults.Summary)}; "
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
        await run._fleet.StartAsync(settings.Instances);
        run.World.Announcers = await announcers(run._fleet.Running[0].Client);
        run.World.UsesPositions = await Positions.AreHonouredAsync(run._fleet.Running[0].Client);
        return run;
    }

    /// <summary>Rounds until the time is up and there has been enough, however busy the machine is.</summary>
    public async Task RunAsync(Func<bool> until)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 0; round == 0 || (round < MostRounds(began) && !(IsOver(began) && until())); round++)
        {
            using var stop = new CancellationTokenSource(_settings.Round, TimeProvider.System);
            var isCalm = round % 3 == 2; // without excuses
            await Task.WhenAll([.. _clients.Select(client => client.RunAsync(stop.Token)), .. isCalm || !_settings.HasFaults ? [] : Faults(stop.Token)]);
            await RestAsync();
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

    private IEnumerable<Task> Faults(CancellationToken stop)
    {
        yield return RepeatAsync(3_000, 9_000, random => _fleet.KillAndStartAsync(random.Next(_fleet.Places)), stop);
        if (_redis is not null)
        {
            var faults = new RedisFaults(_redis, World.Faults, _settings.KeepsRedisData);
            yield return RepeatAsync(500, 4_000, faults.RunAsync, stop);
        }
    }

    private async Task RepeatAsync(int least, int most, Func<Random, Task> act, CancellationToken stop)
    {
        var random = new Random(_faultsRandom.Next());
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(least, most)), TimeProvider.System, stop).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            await act(random);
        }
    }

    // All is repaired: every instance has to come to where the log is, without help, and then to give nothing that is older than anything acknowledged.
    private async Task RestAsync()
    {
        while (World.Redeliveries.TryDequeue(out var redelivery))
        {
            await redelivery;
        }

        await Task.Delay(Settling, TimeProvider.System);
        foreach (var instance in _fleet.Running)
        {
            await AwaitRecoveryAsync(instance);
        }

        Checker.BeQuiet(TimeProvider.System.GetTimestamp(), [.. _fleet.Running.Select(instance => instance.Name)]);
        foreach (var instance in _fleet.Running)
        {
            await ClientReads.EverythingAsync(_clients[0], instance);
        }
    }

    private async Task AwaitRecoveryAsync(Instance instance)
    {
        var headers = World.Positions.NewestOfAll is { } newest ? new Dictionary<string, string> { ["X-Graph-Min-Position"] = newest } : [];
        var last = "no answer";
        try
        {
            await Patience.UntilAsync(
                async () =>
                {
                    var answer = await instance.Client.QueryAsync("{ __typename }", headers: headers);
                    using var ready = await instance.Client.Http.GetAsync("/health/ready");
                    last = $"{answer}, ready: {ready.StatusCode}";
                    return answer.Errors.Count == 0 && ready.IsSuccessStatusCode;
                },
                () => last);
        }
        catch (Exception failed) when (failed is TimeoutException or HttpRequestException or OperationCanceledException)
        {
            Checker.Violations.Add(Rule.NotRecovered, $"{instance.Name}: {failed.Message}");
        }
    }

    private bool IsOver(long began) => CheckerOptions.Between(began, TimeProvider.System.GetTimestamp()) >= _settings.Duration;

    // What has not happened in so many more rounds never will.
    private int MostRounds(long began) => IsOver(began) ? (int)(_settings.Duration / _settings.Round) + MostRoundsMore : int.MaxValue;
}

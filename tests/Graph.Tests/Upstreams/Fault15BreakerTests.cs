using System.Collections.Concurrent;
using Graph.Upstreams.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Graph.Tests.Upstreams;

/// <summary>The breaker under random failures: opens on the 5th in a row, one probe.</summary>
public sealed class Fault15BreakerTests
{
    private const int Threshold = 5;
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(60);

    /// <summary>Attempts overlap and end in any order; what the circuit does is compared with the rule told over the whole history.</summary>
    [Fact]
    public void AnyInterleaving_DoesWhatTheHistorySays()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        for (var round = 0; round < 500; round++)
        {
            PlayRound(new Random(seed + round), $"seed {seed}, round {round}");
        }
    }

    /// <summary>Many threads at once, with failures at random: never two probes.</summary>
    [Fact]
    public async Task ManyThreads_NeverTwoProbes()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var time = new FakeTimeProvider();
        var circuit = new Circuit(Threshold, Break, time, _ => { });
        var phases = new ConcurrentDictionary<int, PhaseLoad>();

        const int threads = 8;
        var arrived = 0;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(async () =>
        {
            var random = new Random(seed + thread);

            // Closed, it lets everybody in: none leaves before all have entered, however few cores there are.
            Assert.True(circuit.TryEnter(out var closed));
            var together = phases.GetOrAdd(closed, _ => new PhaseLoad());
            together.Enter();
            if (Interlocked.Increment(ref arrived) == threads)
            {
                all.SetResult();
            }

            await all.Task;
            together.Leave();
            circuit.Leave(closed, (AttemptVerdict)random.Next(3));
            for (var i = 0; i < 20_000; i++)
            {
                if (circuit.TryEnter(out var phase))
                {
                    var load = phases.GetOrAdd(phase, _ => new PhaseLoad());
                    load.Enter();
                    await Task.Yield(); // lets the others in, even on one core
                    load.Leave();
                    circuit.Leave(phase, (AttemptVerdict)random.Next(3));
                }
                else
                {
                    time.Advance(TimeSpan.FromSeconds(random.Next(3)));
                }
            }
        }, TestContext.Current.CancellationToken)));

        // An open phase lets nothing through, and what follows it is half-open; what follows that is closed or open.
        var halfOpen = phases.Where(phase => phase.Key > 0 && !phases.ContainsKey(phase.Key - 1)).Select(phase => phase.Value).ToList();
        Assert.True(halfOpen.Count > 20, $"only {halfOpen.Count} half-open phases; seed {seed}");
        Assert.True(halfOpen.TrueForAll(phase => phase.Most == 1), $"more than one probe at once; seed {seed}");
        Assert.True(phases[0].Most >= threads, $"a closed breaker let only {phases[0].Most} in at once; seed {seed}");
    }

    private static void PlayRound(Random random, string replay)
    {
        var time = new FakeTimeProvider();
        var circuit = new Circuit(Threshold, Break, time, _ => { });
        var history = new BreakerHistory(Threshold, Break);
        var underWay = new List<(int Phase, int Attempt)>();
        for (var step = 0; step < 200; step++)
        {
            switch (random.Next(10))
            {
                case 0:
                    time.Advance(TimeSpan.FromSeconds(random.Next(1, 45)));
                    break;
                case < 5:
                    var entered = circuit.TryEnter(out var phase);
                    Assert.True(history.Enters(step, time.GetUtcNow()) == entered, $"step {step} entered: {entered}; {replay}");
                    if (entered)
                    {
                        underWay.Add((phase, step));
                    }

                    break;
                case var _ when underWay.Count > 0:
                    var (left, attempt) = underWay[random.Next(underWay.Count)];
                    underWay.Remove((left, attempt));
                    var verdict = random.Next(10) switch { 0 => AttemptVerdict.Healthy, 1 => AttemptVerdict.Unknown, _ => AttemptVerdict.Failed };
                    circuit.Leave(left, verdict);
                    history.Leaves(attempt, verdict, time.GetUtcNow());
                    break;
            }

            Assert.True(history.State == circuit.State, $"step {step}: {circuit.State}, not {history.State}; {replay}");
        }
    }
}

using Graph.FunctionalTests.Consistency.Fleets;

namespace Graph.FunctionalTests.Consistency.Faults;

/// <summary>Lets something go wrong again and again: instances are killed, and, where there is one, Redis is tortured.</summary>
internal sealed class FaultLoop(Fleet fleet, RedisFaults? redis, Random seeds)
{
    /// <summary>Until it is told to stop; what has begun is repaired by then.</summary>
    public IEnumerable<Task> Run(CancellationToken stop)
    {
        yield return RepeatAsync(3_000, 9_000, random => fleet.KillAndStartAsync(random.Next(fleet.Places)), stop);
        if (redis is not null)
        {
            yield return RepeatAsync(500, 4_000, redis.RunAsync, stop);
        }
    }

    private async Task RepeatAsync(int least, int most, Func<Random, Task> act, CancellationToken stop)
    {
        var random = new Random(seeds.Next());
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(least, most)), TimeProvider.System, stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            await act(random);
        }
    }
}

using Graph.FunctionalTests.Consistency.Checking;
using Graph.FunctionalTests.Consistency.Fleets;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Load;

/// <summary>One client: does one thing after the other, each through any instance, and tells the checker what it was told.</summary>
internal sealed class ConsistencyClient(ConsistencyWorld world, int number)
{
    private const int MostThinkingMs = 20;
    private const int HotProducts = 4;

    public ConsistencyWorld World => world;

    public int Number => number;

    public Random Random { get; } = new(HashCode.Combine(number, world.Settings.Seed * 31));

    /// <summary>Until it is told to stop; what it has begun it ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Next(MostThinkingMs)), TimeProvider.System, CancellationToken.None);
            if (world.Fleet.Pick(Random) is { } instance)
            {
                await (Random.Next(100) switch
                {
                    < 70 => ClientReads.RunAsync(this, instance),
                    < 92 => ClientChanges.RunAsync(this, instance),
                    _ => ClientMutations.RunAsync(this, instance),
                });
            }
        }
    }

    /// <summary>Half of the time one of a few, so that what is written is also read.</summary>
    public string ProductId()
    {
        var ids = world.Truth.ProductIds;
        return ids[Random.Next(Random.Next(2) == 0 ? Math.Min(HotProducts, ids.Count) : ids.Count)];
    }

    public IReadOnlyList<string> ProductIds(int count) => [.. Enumerable.Range(0, count).Select(_ => ProductId()).Distinct()];

    /// <summary>The position that a read carries: none, the own, or one that another client has handed over.</summary>
    public string? Position() => Random.Next(20) switch
    {
        < 10 => null,
        < 17 => world.Positions.Of(number),
        _ => world.Positions.Of(Random.Next(world.Settings.Clients)),
    };

    /// <summary>The versions that it has read, and the position that it was told with each.</summary>
    public Dictionary<string, (int Version, string Position)> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>Asks an instance. Null when it died meanwhile: nothing is known then.</summary>
    public async Task<GraphQLAnswer?> AskAsync(Instance instance, Func<GraphClient, Task<GraphQLAnswer>> ask, string what)
    {
        var answer = await TryAsync(instance, ask, what);
        world.Positions.See(number, instance.Name, answer?.Headers.GetValueOrDefault("X-Graph-Position"));
        return answer;
    }

    /// <summary>As <see cref="AskAsync"/>, for answers of any kind.</summary>
    public async Task<T?> TryAsync<T>(Instance instance, Func<GraphClient, Task<T>> ask, string what) where T : class
    {
        var start = TimeProvider.System.GetTimestamp();
        try
        {
            return await ask(instance.Client);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            if (instance.IsDyingAt(TimeProvider.System.GetTimestamp()))
            {
                world.CountUnknown();
            }
            else
            {
                var took = CheckerOptions.Between(start, TimeProvider.System.GetTimestamp()).TotalSeconds;
                world.Checker.Violations.Add(Rule.ErrorToClient, $"{instance.Name} {what}: no answer after {took:F1} s: {lost}");
            }

            return null;
        }
    }
}

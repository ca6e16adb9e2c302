using System.Globalization;
using Graph.FunctionalTests.Consistency.Checking;
using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Consistency.Fleets;

/// <summary>The instances of a run, each in its place; a place is empty while its instance is killed and started again.</summary>
/// <param name="checker">Told of starts and deaths.</param>
/// <param name="settingsOf">The settings of a process, by its name.</param>
/// <param name="clientOf">The client by which a process is asked; its own unless something is planted between.</param>
internal sealed class Fleet(
    ConsistencyChecker checker, Func<string, Dictionary<string, string>> settingsOf, Func<GraphProcess, Task<GraphClient>>? clientOf = null) : IAsyncDisposable
{
    private const int LinesOfEach = 20;

    private Instance?[] _places = [];
    private int[] _starts = [];

    /// <summary>Those that run, ready when they came into their place.</summary>
    public IReadOnlyList<Instance> Running => [.. _places.Select((_, place) => Volatile.Read(ref _places[place])).OfType<Instance>()];

    public int Places => _places.Length;

    public int Kills { get; private set; }

    public async Task StartAsync(int count)
    {
        _places = new Instance?[count];
        _starts = new int[count];
        for (var place = 0; place < count; place++)
        {
            await StartInAsync(place);
        }
    }

    /// <summary>Any that runs; null when none does.</summary>
    public Instance? Pick(Random random) => Running is { Count: > 0 } running ? running[random.Next(running.Count)] : null;

    /// <summary>Kills the process in a place, and is done when another is ready in it.</summary>
    public async Task KillAndStartAsync(int place)
    {
        if (Interlocked.Exchange(ref _places[place], null) is { } killed)
        {
            await killed.KillAsync();
            checker.Ended(killed.Name);
            Kills++;
            await StartInAsync(place);
            await killed.DisposeAsync();
        }
    }

    /// <summary>What the processes that run have written lately.</summary>
    public string Output => string.Join(Environment.NewLine, Running.SelectMany(instance =>
        (string[])[$"{instance.Name}:", .. instance.Process.Output.Split('\n').Where(line => !line.Contains(" info:", StringComparison.Ordinal)).TakeLast(LinesOfEach), instance.Process.Errors]));

    public async ValueTask DisposeAsync()
    {
        foreach (var instance in Running)
        {
            await instance.DisposeAsync();
        }
    }

    private async Task StartInAsync(int place)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + place)}.{++_starts[place]}");
        var startedAt = TimeProvider.System.GetTimestamp();
        var process = GraphProcess.Start(settingsOf(name));
        try
        {
            await process.WaitUntilReadyAsync();
            var client = clientOf is null ? process.Client : await clientOf(process);
            var instance = new Instance(name, process, client, startedAt) { Token = await process.Client.GetTokenAsync("1", "catalog") };
            checker.Started(name, startedAt);
            Volatile.Write(ref _places[place], instance);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}

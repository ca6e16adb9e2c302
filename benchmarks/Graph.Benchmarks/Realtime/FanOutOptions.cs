using System.Globalization;

namespace Graph.Benchmarks.Realtime;

/// <summary>What the measurement is asked to do, as <c>--name value</c>.</summary>
internal sealed record FanOutOptions
{
    /// <summary>WebSockets, each with one subscription to the same product.</summary>
    public int Subscribers { get; init; } = 2_000;

    /// <summary>Changes at saturation, in each round.</summary>
    public int Changes { get; init; } = 200;

    /// <summary>Changes under way at once at saturation: enough that the server always has the next one to tell.</summary>
    public int Window { get; init; } = 2;

    /// <summary>Changes a second while delays are measured.</summary>
    public double Rate { get; init; } = 4;

    /// <summary>Changes of which delays are measured, in each round.</summary>
    public int Timed { get; init; } = 40;

    public int Rounds { get; init; } = 3;

    /// <summary>How long each server is kept at saturation before its first round.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The same before each later round, which finds its server warm.</summary>
    public TimeSpan LaterWarmUp { get; init; } = TimeSpan.FromSeconds(3);

    public IReadOnlyList<MeasuredServer> Servers { get; init; } = [];

    public static FanOutOptions Parse(IReadOnlyList<string> args)
    {
        var options = new FanOutOptions();
        for (var i = 0; i + 1 < args.Count; i += 2)
        {
            options = options.With(args[i], args[i + 1]);
        }

        return args.Count % 2 == 0 && options.Servers.Count > 0
            ? options
            : throw new ArgumentException("usage: realtime --server <name>=<address>,<process id> … [--subscribers N] [--changes N] [--window N] [--rate N] [--timed N] [--rounds N] [--warm-up seconds]");
    }

    private FanOutOptions With(string name, string value) => name switch
    {
        "--server" => this with { Servers = [.. Servers, MeasuredServer.Parse(value)] },
        "--subscribers" => this with { Subscribers = Number(value) },
        "--changes" => this with { Changes = Number(value) },
        "--window" => this with { Window = Number(value) },
        "--rate" => this with { Rate = double.Parse(value, CultureInfo.InvariantCulture) },
        "--timed" => this with { Timed = Number(value) },
        "--rounds" => this with { Rounds = Number(value) },
        "--warm-up" => this with { WarmUp = TimeSpan.FromSeconds(Number(value)), LaterWarmUp = TimeSpan.FromSeconds(Math.Min(Number(value), 3)) },
        _ => throw new ArgumentException($"There is no option '{name}'."),
    };

    private static int Number(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}

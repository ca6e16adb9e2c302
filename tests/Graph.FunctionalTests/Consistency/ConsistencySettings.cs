using System.Globalization;

namespace Graph.FunctionalTests.Consistency;

/// <summary>How long, how hard and with what seed a run goes. soak-consistency.sh says what each variable is.</summary>
internal sealed record ConsistencySettings
{
    public int Seed { get; init; } = Number("GRAPH_CONSISTENCY_SEED") ?? Random.Shared.Next();

    /// <summary>Of the load, without starts and quiet times.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The load is interrupted after each, so that all comes to rest and everything is read once.</summary>
    public TimeSpan Round { get; init; } = TimeSpan.FromSeconds(Number("GRAPH_CONSISTENCY_ROUND_SECONDS") ?? 15);

    public int Clients { get; init; } = Number("GRAPH_CONSISTENCY_CLIENTS") ?? 8;

    /// <summary>One without Redis; with it as many as there are.</summary>
    public int Instances { get; init; } = 1;

    public int Products { get; init; } = Number("GRAPH_CONSISTENCY_PRODUCTS") ?? 24;

    /// <summary>How many values an instance's memory holds: fewer than there are, and at least a quarter, so that no version is forgotten.</summary>
    public int MaxEntries => Math.Max(16, Products * 5 * 2 / 5);

    /// <summary>How many of a thousand upstream reads fail and have to be repeated.</summary>
    public int FailuresPerThousand { get; init; } = 10;

    /// <summary>Whether instances are killed and, with Redis, that is tortured.</summary>
    public bool HasFaults { get; init; } = true;

    /// <summary>Whether Redis writes everything down, and finds it when it is started again after a <c>kill -9</c>.</summary>
    public bool KeepsRedisData { get; init; } = Number("GRAPH_CONSISTENCY_APPEND_ONLY") == 1;

    /// <summary>Settings of the graphs beside the usual ones, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Graph { get; init; } = new Dictionary<string, string>();

    public static TimeSpan Seconds(int shortForm) => TimeSpan.FromSeconds(Number("GRAPH_CONSISTENCY_SECONDS") ?? shortForm);

    public static string? Text(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? text : null;

    private static int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

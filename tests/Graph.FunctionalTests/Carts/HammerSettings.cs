using System.Globalization;

namespace Graph.FunctionalTests.Carts;

/// <summary>How long and with what seed the hammer runs.</summary>
internal static class HammerSettings
{
    private const int ShortForm = 5_000;

    public static int Operations => Number("GRAPH_HAMMER_OPERATIONS") ?? ShortForm;

    public static int Seed => Number("GRAPH_HAMMER_SEED") ?? Random.Shared.Next();

    /// <summary>For a graph over the stub: answers are given up soon, retries come at once, and no breaker hides what follows.</summary>
    public static Dictionary<string, string> Graph(Uri upstreams) => new(StringComparer.Ordinal)
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Upstreams__BaseAddress"] = upstreams.ToString(),
        ["Upstreams__Defaults__Timeout__Attempt"] = "00:00:00.300",
        ["Upstreams__Defaults__Timeout__Total"] = "00:00:08",
        ["Upstreams__Defaults__Retry__BaseDelay"] = "00:00:00.002",
        ["Upstreams__Defaults__Retry__BudgetRatio"] = "1",
        ["Upstreams__Defaults__Retry__BudgetReserve"] = "1000",
        ["Upstreams__Defaults__CircuitBreaker__FailureThreshold"] = "1000",
        ["Limits__RequestTimeout"] = "00:00:30",
        ["Logging__LogLevel__Default"] = "Error",
    };

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

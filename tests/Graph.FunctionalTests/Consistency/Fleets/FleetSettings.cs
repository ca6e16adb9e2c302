namespace Graph.FunctionalTests.Consistency.Fleets;

/// <summary>How the graphs of a run are set up.</summary>
internal static class FleetSettings
{
    /// <summary>Stock is refreshed all the time, in the background while it is stale. Products and reviews live so long that only the log can
    /// tell that they are old.</summary>
    private static readonly TimeSpan InventoryTtl = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan InventoryStaleFor = TimeSpan.FromMilliseconds(700);

    /// <summary>For a fetch, jitter, and a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What a state may be given after it was replaced; null where the ttl is longer than the run.</summary>
    public static TimeSpan? MaxAge(string key, bool isAbsence) =>
        key.StartsWith("inventory:", StringComparison.Ordinal) && !isAbsence ? InventoryTtl + InventoryStaleFor + Patience : null;

    /// <param name="settings">Of the run.</param>
    /// <param name="upstreams">Where this instance is known at the upstreams.</param>
    /// <param name="redis">Null for one instance in memory.</param>
    public static Dictionary<string, string> Of(ConsistencySettings settings, Uri upstreams, string? redis)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Upstreams__BaseAddress"] = upstreams.ToString(),
            ["Upstreams__Defaults__Timeout__Attempt"] = "00:00:10",
            ["Upstreams__Defaults__Timeout__Total"] = "00:00:20",
            ["Upstreams__Defaults__Retry__BaseDelay"] = "00:00:00.005",
            ["Upstreams__Defaults__Retry__MaxAttempts"] = "5",
            ["Upstreams__Defaults__Retry__BudgetRatio"] = "1",
            ["Upstreams__Defaults__Retry__BudgetReserve"] = "1000",
            ["Upstreams__Defaults__CircuitBreaker__FailureThreshold"] = "1000",
            ["Limits__RequestTimeout"] = "00:00:30",
            ["EntityCache__MaxEntries"] = $"{settings.MaxEntries}",
            ["Freshness__Inventory__Ttl"] = InventoryTtl.ToString(),
            ["Freshness__Inventory__StaleFor"] = InventoryStaleFor.ToString(),
            ["Freshness__Inventory__StaleIfError"] = "00:00:00",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        if (redis is not null)
        {
            all["Redis__Configuration"] = redis;
        }

        foreach (var (name, value) in settings.Graph)
        {
            all[name] = value;
        }

        return all;
    }
}

using Graph.Configuration;

namespace Graph.Caching.Freshness;

/// <summary>What must hold between the parts of a policy, whoever has said them: the SDL or the settings.</summary>
internal static class FreshnessRules
{
    /// <summary>The longest duration, as a <see cref="TimeSpan"/> reads it: ten years, so that no sum of four overflows a timestamp.</summary>
    public const string LongestText = "3650.00:00:00";

    /// <summary>The longest time between two ticks of a timer.</summary>
    public const string LongestPeriodText = "40.00:00:00";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(40);

    /// <summary>Every breach, with its coordinate and what to change.</summary>
    public static IEnumerable<string> ProblemsOf(FreshnessPolicy policy, FreshnessOptions? overrides)
    {
        var where = overrides is null
            ? $"@freshness of '{policy.Coordinate}'"
            : $"@freshness of '{policy.Coordinate}', as {FreshnessOptions.SectionName}:{policy.Coordinate} overrides it,";
        return ProblemsOf(policy, isForcedToAdapt: overrides?.Adaptive == true).Select(problem => $"{where} {problem}");
    }

    private static IEnumerable<string> ProblemsOf(FreshnessPolicy policy, bool isForcedToAdapt)
    {
        (string Name, TimeSpan? Value, TimeSpan Longest)[] durations =
        [
            ("ttl", policy.Ttl, Longest), ("staleFor", policy.StaleFor, Longest), ("staleIfError", policy.StaleIfError, Longest),
            ("negativeTtl", policy.NegativeTtl, Longest), ("refreshEvery", policy.RefreshEvery, policy.Strategy == FreshnessStrategy.Periodic ? LongestPeriod : Longest),
            ("minTtl", policy.MinTtl, Longest), ("maxTtl", policy.MaxTtl, Longest),
        ];
        foreach (var (name, value, longest) in durations.Where(duration => duration.Value > duration.Longest))
        {
            yield return $"has a {name} of {Text(value!.Value)}; the longest is {Text(longest)}.";
        }

        if (policy.MinTtl > policy.Ttl)
        {
            yield return $"has a minTtl of {Text(policy.MinTtl.Value)}, which is longer than its ttl of {Text(policy.Ttl)}.";
        }

        if (policy.Ttl > policy.MaxTtl)
        {
            yield return $"has a ttl of {Text(policy.Ttl)}, which is longer than its maxTtl of {Text(policy.MaxTtl.Value)}.";
        }

        if (policy.Strategy == FreshnessStrategy.Periodic && policy.RefreshEvery <= TimeSpan.Zero)
        {
            yield return "has a refreshEvery of 0; it must be more than that.";
        }

        if (isForcedToAdapt && !policy.IsAdaptive)
        {
            yield return "is to adapt its ttl, but lacks minTtl or maxTtl; both are needed.";
        }

        if (policy is { IsAdaptive: true, MinTtl.Ticks: 0 })
        {
            yield return "adapts its ttl and has a minTtl of 0, which it could never leave again; it must be more than that.";
        }

        if (policy is { Scope: CacheScope.Private, Strategy: FreshnessStrategy.BackgroundRefresh or FreshnessStrategy.Periodic })
        {
            yield return "is PRIVATE and refreshed without a request, which nobody's token could go along with; "
                + "use TIME_BASED, EVENT_BASED or STALE_WHILE_REVALIDATE.";
        }
    }

    private static string Text(TimeSpan duration) => IsoDuration.Format(duration);
}

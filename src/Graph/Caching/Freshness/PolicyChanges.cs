using Graph.Configuration;

namespace Graph.Caching.Freshness;

/// <summary>Says in words what two policies of one coordinate differ in.</summary>
internal static class PolicyChanges
{
    /// <returns>E.g. <c>User: ttl PT5M -> PT10S</c>; null when they are the same.</returns>
    public static string? Between(FreshnessPolicy before, FreshnessPolicy after)
    {
        (string Name, string Before, string After)[] parts =
        [
            ("ttl", Text(before.Ttl), Text(after.Ttl)),
            ("staleFor", Text(before.StaleFor), Text(after.StaleFor)),
            ("staleIfError", Text(before.StaleIfError), Text(after.StaleIfError)),
            ("negativeTtl", Text(before.NegativeTtl), Text(after.NegativeTtl)),
            ("refreshEvery", Text(before.RefreshEvery), Text(after.RefreshEvery)),
            ("minTtl", Text(before.MinTtl), Text(after.MinTtl)),
            ("maxTtl", Text(before.MaxTtl), Text(after.MaxTtl)),
            ("adaptive", before.IsAdaptive ? "true" : "false", after.IsAdaptive ? "true" : "false"),
        ];
        var changed = parts.Where(part => part.Before != part.After).Select(part => $"{part.Name} {part.Before} -> {part.After}").ToArray();
        return changed.Length == 0 ? null : $"{after.Coordinate}: {string.Join(", ", changed)}";
    }

    private static string Text(TimeSpan? duration) => duration is { } given ? IsoDuration.Format(given) : "none";
}

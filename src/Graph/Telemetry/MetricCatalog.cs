namespace Graph.Telemetry;

/// <summary>Every metric of the graph. A label that is not in this table is dropped before export, and a test fails for an instrument that
/// is not.</summary>
internal static class MetricCatalog
{
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        new("api.request.duration", "s", "How long an upstream attempt took.", "upstream", "method", "route", "status"),
        new("api.request.count", "{attempt}", "Upstream attempts.", "upstream", "method", "route", "status"),
        new("api.request.error", "{call}", "Upstream calls that failed after all their attempts.", "upstream", "code"),
        new("api.retry.count", "{retry}", "Upstream attempts that repeated a failed one.", "upstream"),
        new("api.circuit_breaker.state", "{state}", "0 closed, 1 half-open, 2 open.", "upstream"),
        new("api.cache.hit_rate", "1", "Keys served from the cache, of those read in the last 5 minutes.", "type", "level"),

        new("graph.operation.duration", "s", "Time to answer an operation, its wait for a place included, by type and outcome.",
            "graphql.operation.type", "outcome"),
        new("graph.request.rejected", "{request}", "Requests refused, by error code.", "code"),
        new("graph.documents.cached", "{document}", "Documents kept ready to run."),
        new("graph.plans.compiled", "{plan}", "Plans compiled for operations, by whether they are kept (PlanFields).", "kept"),

        new("graph.cache.requests", "{key}", "Keys read from the entity cache, by what was found.", "type", "level", "result"),
        new("graph.cache.entries", "{entry}", "Values in the cache.", "type", "level"),
        new("graph.cache.bytes", "By", "Estimated size of the values in the cache.", "type", "level"),
        new("graph.cache.evictions", "{entry}", "Values that had to make room."),
        new("graph.cache.overlays", "{change}", "Changes shown before they are confirmed (MaxOverlays)."),

        new("graph.loader.coalesced", "{key}", "Keys that joined a fetch which was under way already.", "type"),
        new("graph.loader.batch.size", "{key}", "Keys in one call of a loader.", "type"),
        new("graph.loader.batch.wait", "s", "How long the first key of a batch has waited for a lane.", "type"),
        new("graph.loader.in_flight", "{key}", "Keys on their way from an upstream.", "type"),
        new("graph.lane.keys", "{key}", "Keys in calls or waiting for a lane (Lanes:MaxKeys).", "type"),

        new("graph.invalidation.records", "{record}", "Records appended to the invalidation log."),
        new("graph.invalidation.slots", "{name}", "Keys and tags that the index remembers."),
        new("graph.invalidation.patterns", "{glob}", "Globs that the index remembers."),

        new("graph.upstream.active", "{attempt}", "Attempts under way (MaxConcurrentCalls).", "upstream"),
        new("graph.upstream.queue", "{attempt}", "Attempts that wait for others to end (MaxQueuedCalls).", "upstream"),
        new("graph.upstream.limited", "{call}", "Calls, answers and retries that a limit of the graph has stopped.", "upstream", "limit"),

        new("graph.identity.checks", "{token}", "Credentials looked at, by result: remembered, validated or refused.", "result"),
        new("graph.identity.remembered", "{token}", "Tokens whose check is remembered (Authentication:RememberedTokens)."),
        new("graph.identity.signed_out", "{token}", "Signed-out tokens that are remembered (Authentication:Session:MaxSignedOut)."),
    ];

    private static readonly Dictionary<string, MetricDefinition> ByName = All.ToDictionary(metric => metric.Name);

    public static MetricDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}

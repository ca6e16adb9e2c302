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
        new("graph.persisted.requests", "{request}", "Requests that name a document by its hash, or must be of a trusted one, by what came of it.", "result"),
        new("graph.persisted.documents", "{document}", "Documents known by their hash (Persisted:MaxDocuments).", "source"),
        new("graph.persisted.bytes", "By", "Their text (Persisted:MaxBytes).", "source"),
        new("graph.persisted.shared", "{document}", "Documents to and from Redis: written, failed, full (Persisted:MaxDocuments, MaxBytes), or forged.", "result"),
        new("graph.warmup.duration", "s", "How long a warm-up operation took, by result.", "result"),
        new("graph.plans.compiled", "{plan}", "Plans compiled for operations, by whether they are kept (PlanFields).", "kept"),

        new("graph.ws.connections", "{connection}", "WebSockets that are open (Realtime:MaxWebSockets)."),
        new("graph.ws.closed", "{connection}", "WebSockets that have ended, by reason.", "reason"),
        new("graph.sse.connections", "{connection}", "Event streams that are open (Realtime:MaxEventStreams)."),
        new("graph.realtime.messages", "{message}", "Messages of WebSockets and events of event streams, in and out.", "transport", "direction"),
        new("graph.subscriptions.active", "{subscription}", "Subscriptions under way, by transport.", "transport"),
        new("graph.subscriptions.closed", "{subscription}", "Subscriptions that have ended, by reason.", "reason"),
        new("graph.subscriptions.lagged", "{result}",
            "Results that found a client's queue full (Limits:QueuedResults): replaced an older one, or ended it.", "outcome"),
        new("graph.subscriptions.executions", "{execution}",
            "Executions of subscriptions and live queries, shared by all who asked the same: for those who join, and for changes.", "reason"),
        new("graph.subscriptions.feeds", "{execution}", "Executions that subscriptions and live queries share."),
        new("graph.subscriptions.topics", "{name}", "Keys and tags that subscriptions and live queries listen to."),

        new("graph.cache.requests", "{key}", "Keys read from the entity cache, by what was found.", "type", "level", "result"),
        new("graph.cache.entries", "{entry}", "Values in the cache.", "type", "level"),
        new("graph.cache.bytes", "By", "Estimated size of the values in the cache.", "type", "level"),
        new("graph.cache.evictions", "{entry}", "Values that had to make room."),
        new("graph.response_cache.requests", "{request}", "Operations that asked the response cache, by what was found.", "result"),
        new("graph.response_cache.dropped", "{response}", "Responses dropped because something in them changed, by reason.", "reason"),
        new("graph.response_cache.refused", "{response}", "Responses that were made and not kept, by reason.", "reason"),
        new("graph.response_cache.entries", "{response}", "Responses kept (ResponseCache:MaxEntries)."),
        new("graph.response_cache.bytes", "By", "Bytes of the responses kept (ResponseCache:MaxBytes)."),
        new("graph.response_cache.evictions", "{response}", "Responses that had to make room."),
        new("graph.http_cache.purges", "{request}", "Purges sent to shared caches, by result.", "result"),
        new("graph.http_cache.waiting", "{name}", "Changed names that shared caches have still to be told (HttpCaching:Purge:MaxNames)."),
        new("graph.cache.redis.duration", "s", "How long the entity cache's operations on Redis took.", "operation", "result"),
        new("graph.cache.redis.dropped", "{value}", "Values not written because too many batches were on their way (Redis:MaxPendingWrites)."),
        new("graph.cache.redis.paused", "1", "1 while Redis is left alone as a cache."),
        new("graph.cache.redis.pending", "{batch}", "Batches that wait to be written (Redis:MaxPendingWrites)."),
        new("graph.cache.overlays", "{change}", "Changes shown before they are confirmed (MaxOverlays)."),
        new("graph.cache.ttl", "s", "Mean ttl of a type's values.", "type"),
        new("graph.cache.refreshes", "{key}", "Keys fetched again without a reader who waits, by what came of it.", "type", "result"),
        new("graph.cache.scheduled", "{key}", "Keys that wait for their refresh (Refresh:MaxScheduled).", "type"),

        new("graph.loader.coalesced", "{key}", "Keys that joined a fetch which was under way already.", "type"),
        new("graph.loader.batch.size", "{key}", "Keys in one call of a loader.", "type"),
        new("graph.loader.batch.wait", "s", "How long the first key of a batch has waited for a lane.", "type"),
        new("graph.loader.in_flight", "{key}", "Keys on their way from an upstream.", "type"),
        new("graph.lane.keys", "{key}", "Keys in calls or waiting for a lane (Lanes:MaxKeys).", "type"),

        new("graph.invalidation.records", "{record}", "Records appended to the invalidation log."),
        new("graph.invalidation.gaps", "{gap}", "Times that records were gone before they were read."),
        new("graph.invalidation.epochs", "{epoch}", "Times that the log has begun anew."),
        new("graph.invalidation.lag", "s", "Age of a record when it was read."),
        new("graph.invalidation.away", "1", "1 while the log can't be read."),
        new("graph.invalidation.backlog", "{record}", "Records that the log was ahead at the last look."),
        new("graph.invalidation.outbox", "{record}", "Records that wait for the log (Redis:MaxOutbox)."),
        new("graph.invalidation.kept", "{record}", "Records kept for followers (Invalidation:MaxRecords)."),
        new("graph.invalidation.slots", "{name}", "Keys and tags that the index remembers."),
        new("graph.invalidation.patterns", "{glob}", "Globs that the index remembers."),

        new("graph.detection.polls", "{poll}", "Looks for changes of an upstream that sends no events, by result.", "upstream", "result"),
        new("graph.detection.changes", "{change}", "Changes that were found by looking.", "upstream"),
        new("graph.detection.lag", "s", "How long ago all changes of an upstream that sends no events were known, on the instance that looks.", "upstream"),

        new("graph.events.received", "{event}", "Change events received, by what became of them.", "type", "result"),
        new("graph.events.remembered", "{event}", "Events that are remembered, to know repeated ones (Events:DedupWindow)."),

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

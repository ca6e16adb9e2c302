using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Caching.ResponseCache;

internal static class ResponseCacheMetrics
{
    private static readonly Counter<long> Requests = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.response_cache.requests", "{request}", "Operations that asked the response cache, by what was found.");

    private static readonly Counter<long> Dropped = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.response_cache.dropped", "{response}", "Responses dropped because something in them changed, by reason.");

    private static readonly Counter<long> Refused = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.response_cache.refused", "{response}", "Responses that were made and not kept, by reason.");

    /// <param name="result"><c>hit</c>, <c>stale</c>, <c>miss</c>, <c>coalesced</c> or <c>bypass</c>.</param>
    public static void Count(string result) => Requests.Add(1, new KeyValuePair<string, object?>("result", result));

    /// <param name="count">How many.</param>
    /// <param name="reason"><c>record</c> of the log, <c>replaced</c> by a newer value, <c>gap</c> in the log, or <c>policy</c>.</param>
    public static void CountDropped(int count, string reason) => Dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));

    /// <param name="reason">Why.</param>
    public static void CountRefused(string reason) => Refused.Add(1, new KeyValuePair<string, object?>("reason", reason));
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Upstreams;

/// <summary>What is counted and timed of the upstreams. Labels are names, routes and codes of the program, never an id.</summary>
internal static class UpstreamMetrics
{
    private static readonly Histogram<double> Duration = GraphTelemetry.Meter.CreateHistogram<double>(
        "api.request.duration", "s", "How long an upstream attempt took.", tags: null,
        new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    private static readonly Counter<long> Count =
        GraphTelemetry.Meter.CreateCounter<long>("api.request.count", "{attempt}", "Upstream attempts.");

    private static readonly Counter<long> Error =
        GraphTelemetry.Meter.CreateCounter<long>("api.request.error", "{call}", "Upstream calls that failed after all their attempts.");

    private static readonly Counter<long> Retries =
        GraphTelemetry.Meter.CreateCounter<long>("api.retry.count", "{retry}", "Upstream attempts that repeated a failed one.");

    private static readonly Counter<long> Limits = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.upstream.limited", "{call}", "Calls, answers and retries that a limit of the graph has stopped.");

    public static void Attempt(string upstream, string method, string route, string status, TimeSpan elapsed)
    {
        KeyValuePair<string, object?> upstreamTag = new("upstream", upstream), methodTag = new("method", method);
        KeyValuePair<string, object?> routeTag = new("route", route), statusTag = new("status", status);
        Duration.Record(elapsed.TotalSeconds, [upstreamTag, methodTag, routeTag, statusTag]);
        Count.Add(1, [upstreamTag, methodTag, routeTag, statusTag]);
    }

    public static void Failed(string upstream, string code) => Error.Add(1, new("upstream", upstream), new("code", code));

    public static void Retried(string upstream) => Retries.Add(1, new KeyValuePair<string, object?>("upstream", upstream));

    public static void Limited(string upstream, string limit) => Limits.Add(1, new("upstream", upstream), new("limit", limit));
}

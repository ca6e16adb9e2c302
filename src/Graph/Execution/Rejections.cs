using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution;

/// <summary>Requests that were refused for what they are or for a limit, by code.</summary>
internal static class Rejections
{
    private static readonly Counter<long> Rejected = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.request.rejected", "{request}", "Requests refused, by error code.");

    public static void Count(string code) => Rejected.Add(1, new KeyValuePair<string, object?>("code", code));
}

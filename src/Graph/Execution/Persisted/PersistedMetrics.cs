using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution.Persisted;

internal static class PersistedMetrics
{
    private static readonly Counter<long> Requests = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.persisted.requests", "{request}", "Requests that name a document by its hash, or must be of a trusted one, by what came of it.");

    private static readonly Counter<long> Writes = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.persisted.shared", "{document}", "Documents to and from Redis: written, failed, full (Persisted:MaxDocuments, MaxBytes), or forged.");

    public static void Count(PersistedResult result) => Requests.Add(1, new KeyValuePair<string, object?>("result", result switch
    {
        PersistedResult.Trusted => "trusted",
        PersistedResult.Automatic => "automatic",
        PersistedResult.Registered => "registered",
        PersistedResult.NotKept => "not_kept",
        PersistedResult.NotFound => "not_found",
        PersistedResult.Mismatch => "mismatch",
        _ => "required",
    }));

    /// <param name="result">written, failed, full or forged.</param>
    public static void Shared(string result) => Writes.Add(1, new KeyValuePair<string, object?>("result", result));
}

using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Execution.Persisted;

/// <summary>How many documents are at hand, read when metrics are scraped.</summary>
internal sealed class PersistedGauges : IDisposable
{
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public PersistedGauges(TrustedDocuments trusted, AutomaticDocuments automatic)
    {
        _meter.CreateObservableGauge(
            "graph.persisted.documents", () => Each(trusted.FolderCount, trusted.Fetched.Count, automatic.Remembered.Count), "{document}",
            "Documents known by their hash (Persisted:MaxDocuments).");
        _meter.CreateObservableGauge(
            "graph.persisted.bytes", () => Each(trusted.FolderBytes, trusted.Fetched.Bytes, automatic.Remembered.Bytes), "By",
            "Their text (Persisted:MaxBytes).");
    }

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Each(long folder, long redis, long automatic) =>
        [new(folder, Source("folder")), new(redis, Source("redis")), new(automatic, Source("automatic"))];

    private static KeyValuePair<string, object?> Source(string name) => new("source", name);
}

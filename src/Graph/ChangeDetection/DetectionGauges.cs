using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.ChangeDetection;

/// <summary>How far behind the looks for changes are, read when metrics are scraped.</summary>
internal sealed class DetectionGauges : IDisposable
{
    // A meter of its own, so that the gauge goes with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public DetectionGauges(IReadOnlyCollection<FeedWatch> watches) => _meter.CreateObservableGauge(
        "graph.detection.lag", () => Lags(watches), "s",
        "How long ago all changes of an upstream that sends no events were known, on the instance that looks.");

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> Lags(IReadOnlyCollection<FeedWatch> watches) =>
        from watch in watches
        let lag = watch.Lag
        where lag is not null
        select new Measurement<double>(lag.Value.TotalSeconds, new KeyValuePair<string, object?>("upstream", watch.Upstream));
}

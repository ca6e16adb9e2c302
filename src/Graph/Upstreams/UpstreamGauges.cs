using System.Diagnostics.Metrics;
using Graph.Telemetry;
using Graph.Upstreams.Resilience;

namespace Graph.Upstreams;

/// <summary>How the upstreams' breakers and limits stand, read when metrics are scraped.</summary>
internal sealed class UpstreamGauges : IDisposable
{
    // A meter of its own, so that the gauges go with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly IReadOnlyCollection<UpstreamPipeline> _pipelines;

    public UpstreamGauges(IReadOnlyCollection<UpstreamPipeline> pipelines)
    {
        _pipelines = pipelines;
        Observe("api.circuit_breaker.state", "{state}", "0 closed, 1 half-open, 2 open.", pipeline => (long)pipeline.Circuit.State);
        Observe("graph.upstream.active", "{attempt}", "Attempts under way (MaxConcurrentCalls).", pipeline => pipeline.Active);
        Observe("graph.upstream.queue", "{attempt}", "Attempts that wait for others to end (MaxQueuedCalls).", pipeline => pipeline.Queued);
    }

    public void Dispose() => _meter.Dispose();

    private void Observe(string name, string unit, string description, Func<UpstreamPipeline, long> value) =>
        _meter.CreateObservableGauge(name, () => _pipelines.Select(pipeline => Measure(pipeline, value)), unit, description);

    private static Measurement<long> Measure(UpstreamPipeline pipeline, Func<UpstreamPipeline, long> value) =>
        new(value(pipeline), new KeyValuePair<string, object?>("upstream", pipeline.Upstream));
}

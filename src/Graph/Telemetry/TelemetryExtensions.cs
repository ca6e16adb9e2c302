using Graph.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Graph.Telemetry;

/// <summary>Metrics at <c>/metrics</c>; metrics, traces and logs by OTLP where the standard variables say where to; log lines on the console.</summary>
internal static class TelemetryExtensions
{
    private const string MetricsPath = "/metrics";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<TelemetryOptions>(TelemetryOptions.SectionName);
        builder.AddLogLines();

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(Describe).WithMetrics(AddMetrics);
        if (OtlpSignals.From(builder.Configuration) is { Any: true } signals)
        {
            telemetry.AddOtlp(signals, builder.Configuration);
        }

        builder.Services.AddOptions<PrometheusAspNetCoreOptions>().Configure<IOptions<TelemetryOptions>>((prometheus, options) =>
        {
            prometheus.ScrapeEndpointPath = MetricsPath;
            prometheus.ScrapeResponseCacheDurationMilliseconds = (int)options.Value.ScrapeCache.TotalMilliseconds;
            prometheus.MaxScrapeResponseSizeBytes = options.Value.MaxScrapeBytes;
            prometheus.ScopeInfoEnabled = false; // one more label on every series, that names the meter
        });
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
            metrics.AddCatalogViews(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MaxSeriesPerMetric));
    }

    public static IEndpointConventionBuilder MapTelemetry(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPrometheusScrapingEndpoint(MetricsPath);

    // The environment comes last and wins: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES.
    private static void Describe(ResourceBuilder resource) => resource
        .Clear()
        .AddService("graph", serviceVersion: typeof(TelemetryExtensions).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    private static void AddMetrics(MeterProviderBuilder metrics) => metrics
        .AddMeter(GraphTelemetry.Name)
        .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Polly")
        .AddRuntimeInstrumentation()
        .AddPrometheusExporter();

    private static void AddCatalogViews(this MeterProviderBuilder metrics, int maxSeries) => metrics.AddView(instrument =>
        new MetricStreamConfiguration
        {
            TagKeys = instrument.Meter.Name == GraphTelemetry.Name ? MetricCatalog.Find(instrument.Name)?.Labels ?? [] : null,
            CardinalityLimit = maxSeries,
        });
}

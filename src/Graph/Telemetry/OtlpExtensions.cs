using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Graph.Telemetry;

/// <summary>Sends metrics, traces and logs by OTLP. Spans are made only where they are sent.</summary>
internal static class OtlpExtensions
{
    public static void AddOtlp(this OpenTelemetryBuilder telemetry, OtlpSignals signals, IConfiguration configuration)
    {
        if (signals.Metrics)
        {
            telemetry.WithMetrics(metrics => metrics.AddOtlpExporter(otlp => otlp.Configure(configuration, "METRICS")));
        }

        if (signals.Traces)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(GraphTelemetry.Name)
                .AddAspNetCoreInstrumentation(server => server.Filter = IsTraced)
                .AddOtlpExporter(otlp => otlp.Configure(configuration, "TRACES")));
        }

        if (signals.Logs)
        {
            telemetry.WithLogging(logging => logging.AddOtlpExporter(otlp => otlp.Configure(configuration, "LOGS")));
        }
    }

    // Probes and scrapes come every few seconds and say nothing.
    private static bool IsTraced(HttpContext request) =>
        !request.Request.Path.StartsWithSegments("/health") && !request.Request.Path.StartsWithSegments("/metrics");

    // The exporter reads the variables that hold for all signals; those of one signal it leaves to whoever adds it.
    private static void Configure(this OtlpExporterOptions otlp, IConfiguration configuration, string signal)
    {
        string? Own(string setting) => configuration[$"OTEL_EXPORTER_OTLP_{signal}_{setting}"] is { Length: > 0 } value ? value : null;

        otlp.Headers = Own("HEADERS") ?? otlp.Headers;
        otlp.Protocol = Own("PROTOCOL") switch
        {
            "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => otlp.Protocol,
        };
        if (Uri.TryCreate(Own("ENDPOINT"), UriKind.Absolute, out var endpoint))
        {
            otlp.Endpoint = endpoint;
        }
    }
}

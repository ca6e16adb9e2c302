namespace Graph.Telemetry;

/// <summary>What is sent by OTLP, as the standard variables say.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/otel/protocol/exporter/. Without an endpoint nothing is sent: the standard's default, a
/// collector on this host, would fail in silence wherever there is none.</remarks>
internal sealed record OtlpSignals(bool Metrics, bool Traces, bool Logs)
{
    public bool Any => Metrics || Traces || Logs;

    public static OtlpSignals From(IConfiguration configuration) =>
        new(IsSent(configuration, "METRICS"), IsSent(configuration, "TRACES"), IsSent(configuration, "LOGS"));

    private static bool IsSent(IConfiguration configuration, string signal) =>
        !string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase)
        && !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
        && (!string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])
            || !string.IsNullOrEmpty(configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"]));
}

using Graph.Telemetry;
using Microsoft.Extensions.Configuration;

namespace Graph.Tests.Telemetry;

public sealed class OtlpSignalsTests
{
    [Theory]
    [InlineData("", false, false, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", true, true, true)]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4318/v1/traces", false, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_LOGS_EXPORTER=none", true, true, false)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_SDK_DISABLED=true", false, false, false)]
    public void From_Variables_SendsWhatTheySay(string variables, bool metrics, bool traces, bool logs)
    {
        var settings = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(variable => variable[0], variable => (string?)variable[1]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

        var signals = OtlpSignals.From(configuration);

        Assert.Equal(new OtlpSignals(metrics, traces, logs), signals);
    }
}

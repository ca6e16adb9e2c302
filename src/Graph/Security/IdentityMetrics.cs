using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Security;

internal static class IdentityMetrics
{
    private static readonly KeyValuePair<string, object?> Remembered = new("result", "remembered");
    private static readonly KeyValuePair<string, object?> Validated = new("result", "validated");
    private static readonly KeyValuePair<string, object?> Refused = new("result", "refused");

    private static readonly Counter<long> Checks = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.identity.checks", "{token}", "Credentials looked at, by result: remembered, validated or refused.");

    public static void CountRemembered() => Checks.Add(1, Remembered);

    public static void CountValidated() => Checks.Add(1, Validated);

    public static void CountRefused() => Checks.Add(1, Refused);
}

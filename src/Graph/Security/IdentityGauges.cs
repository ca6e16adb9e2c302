using System.Diagnostics.Metrics;
using Graph.Security.Sessions;
using Graph.Security.Tokens;
using Graph.Telemetry;

namespace Graph.Security;

/// <summary>How many tokens this process remembers, read when metrics are scraped.</summary>
internal sealed class IdentityGauges : IDisposable
{
    // A meter of its own, so that the gauges go with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);

    public IdentityGauges(TokenMemory memory, SignedOutTokens signedOut)
    {
        _meter.CreateObservableGauge(
            "graph.identity.remembered", () => memory.Count, "{token}", "Tokens whose check is remembered (Authentication:RememberedTokens).");
        _meter.CreateObservableGauge(
            "graph.identity.signed_out", () => signedOut.Count, "{token}", "Signed-out tokens that are remembered (Authentication:Session:MaxSignedOut).");
    }

    public void Dispose() => _meter.Dispose();
}

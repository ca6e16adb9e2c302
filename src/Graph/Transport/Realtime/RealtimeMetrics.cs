using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Transport.Realtime;

internal static class RealtimeMetrics
{
    private static readonly KeyValuePair<string, object?> In = new("direction", "in");
    private static readonly KeyValuePair<string, object?> Out = new("direction", "out");

    private static readonly KeyValuePair<string, object?>[] Transports = [new("transport", "websocket"), new("transport", "sse")];

    private static readonly KeyValuePair<string, object?>[] Reasons =
        [.. Enum.GetNames<EndReason>().Select(name => new KeyValuePair<string, object?>("reason", SnakeCase(name)))];

    private static readonly Counter<long> Closed = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.ws.closed", "{connection}", "WebSockets that have ended, by reason.");

    private static readonly Counter<long> SubscriptionsClosed = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.subscriptions.closed", "{subscription}", "Subscriptions that have ended, by reason.");

    private static readonly Counter<long> Messages = GraphTelemetry.Meter.CreateCounter<long>(
        "graph.realtime.messages", "{message}", "Messages of WebSockets and events of event streams, in and out.");

    public static KeyValuePair<string, object?> LabelOf(RealtimeTransport transport) => Transports[(int)transport];

    public static void CountReceived(RealtimeTransport transport) => Messages.Add(1, LabelOf(transport), In);

    public static void CountSent(RealtimeTransport transport) => Messages.Add(1, LabelOf(transport), Out);

    public static void CountClosed(EndReason reason) => Closed.Add(1, Reasons[(int)reason]);

    public static void CountSubscriptionClosed(EndReason reason) => SubscriptionsClosed.Add(1, Reasons[(int)reason]);

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}

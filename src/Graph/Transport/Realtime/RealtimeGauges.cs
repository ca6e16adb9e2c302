using System.Diagnostics.Metrics;
using Graph.Telemetry;

namespace Graph.Transport.Realtime;

/// <summary>How many connections and subscriptions are open, read when metrics are scraped.</summary>
internal sealed class RealtimeGauges : IDisposable
{
    // A meter of its own, so that the gauges go with this application and not with the process.
    private readonly Meter _meter = new(GraphTelemetry.Name);
    private readonly int[] _connections = new int[Enum.GetValues<RealtimeTransport>().Length];
    private readonly int[] _subscriptions = new int[Enum.GetValues<RealtimeTransport>().Length];

    public RealtimeGauges()
    {
        _meter.CreateObservableGauge(
            "graph.ws.connections", () => Read(_connections, RealtimeTransport.WebSocket), "{connection}", "WebSockets that are open (Realtime:MaxWebSockets).");
        _meter.CreateObservableGauge(
            "graph.sse.connections", () => Read(_connections, RealtimeTransport.EventStream), "{connection}", "Event streams that are open (Realtime:MaxEventStreams).");
        _meter.CreateObservableGauge("graph.subscriptions.active", ReadSubscriptions, "{subscription}", "Subscriptions under way, by transport.");
    }

    public int Connections => _connections.Sum();

    public int ConnectionsOf(RealtimeTransport transport) => Read(_connections, transport);

    public int SubscriptionsOf(RealtimeTransport transport) => Read(_subscriptions, transport);

    /// <returns>False when there are as many as there may be.</returns>
    public bool TryOpen(RealtimeTransport transport, int limit)
    {
        if (Interlocked.Increment(ref _connections[(int)transport]) <= limit)
        {
            return true;
        }

        Close(transport);
        return false;
    }

    public void Close(RealtimeTransport transport) => Interlocked.Decrement(ref _connections[(int)transport]);

    public void SubscriptionStarted(RealtimeTransport transport) => Interlocked.Increment(ref _subscriptions[(int)transport]);

    public void SubscriptionEnded(RealtimeTransport transport, EndReason reason)
    {
        Interlocked.Decrement(ref _subscriptions[(int)transport]);
        RealtimeMetrics.CountSubscriptionClosed(reason);
    }

    public void Dispose() => _meter.Dispose();

    private static int Read(int[] counts, RealtimeTransport transport) => Volatile.Read(ref counts[(int)transport]);

    private IEnumerable<Measurement<int>> ReadSubscriptions() => Enum.GetValues<RealtimeTransport>()
        .Select(transport => new Measurement<int>(SubscriptionsOf(transport), RealtimeMetrics.LabelOf(transport)));
}

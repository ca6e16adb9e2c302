namespace Graph.Transport.Realtime;

/// <summary>What a connection that stays open speaks.</summary>
internal enum RealtimeTransport
{
    WebSocket,
    EventStream,
}

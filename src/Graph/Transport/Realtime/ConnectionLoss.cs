using System.Net.WebSockets;

namespace Graph.Transport.Realtime;

/// <summary>How a connection tells that it is gone: whichever of its layers notices first.</summary>
internal static class ConnectionLoss
{
    public static bool Is(Exception exception) =>
        exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}

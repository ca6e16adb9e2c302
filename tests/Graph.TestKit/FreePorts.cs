using System.Net;
using System.Net.Sockets;

namespace Graph.TestKit;

/// <summary>Finds ports for servers that are started again on the same one.</summary>
internal static class FreePorts
{
    // Outgoing connections get theirs from 32,768 on: one of them could sit on the port while its server is away.
    private const int First = 20_000;
    private const int Count = 12_000;

    /// <summary>A port that nobody listens on. Another process may be quicker: who gets it has to see whether it could be taken.</summary>
    public static int Next()
    {
        var start = Random.Shared.Next(Count);
        for (var tried = 0; tried < Count; tried++)
        {
            var port = First + ((start + tried) % Count);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No port is free from {First} to {First + Count - 1}.");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

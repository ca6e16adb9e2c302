namespace Graph.Transport.Realtime;

/// <summary>One place among the open connections.</summary>
internal sealed class OpenPlace(OpenConnections connections, RealtimeTransport transport) : IDisposable
{
    private IOpenConnection? _connection;

    /// <summary>Says whose it is, from when on the connection is looked at.</summary>
    public void Take(IOpenConnection connection)
    {
        _connection = connection;
        connections.Add(connection);
    }

    public void Dispose() => connections.Leave(transport, _connection);
}

namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What a server may send (graphql-transport-ws, "Message types").</summary>
internal enum ServerMessageType
{
    /// <summary>The answer to <c>connection_init</c>.</summary>
    ConnectionAck,

    /// <summary>To a client that has long been silent.</summary>
    Ping,

    /// <summary>The answer to a ping.</summary>
    Pong,

    /// <summary>A result of an operation.</summary>
    Next,

    /// <summary>The operation was refused, or cannot go on; nothing more comes for its id.</summary>
    Error,

    /// <summary>There are no more results; nothing more comes for its id.</summary>
    Complete,
}

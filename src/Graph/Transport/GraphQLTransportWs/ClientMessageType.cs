namespace Graph.Transport.GraphQLTransportWs;

/// <summary>What a client may send (graphql-transport-ws, "Message types").</summary>
internal enum ClientMessageType
{
    /// <summary>Once, first, with the credentials. A second one: 4429.</summary>
    ConnectionInit,

    /// <summary>At any time; answered with a pong.</summary>
    Ping,

    /// <summary>At any time.</summary>
    Pong,

    /// <summary>Starts an operation. Before the acknowledgement: 4401. With the id of one that is under way: 4409.</summary>
    Subscribe,

    /// <summary>Ends an operation; an unknown id is ignored.</summary>
    Complete,
}

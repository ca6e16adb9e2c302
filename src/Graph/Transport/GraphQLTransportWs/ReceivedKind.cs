namespace Graph.Transport.GraphQLTransportWs;

internal enum ReceivedKind
{
    /// <summary>A whole text message.</summary>
    Text,

    /// <summary>The beginning of a message that is no text.</summary>
    Binary,

    /// <summary>The beginning of a message that is larger than allowed.</summary>
    TooLarge,

    /// <summary>The client closes, or answers a close.</summary>
    Closed,
}

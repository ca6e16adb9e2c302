namespace Graph.Transport.Realtime;

/// <summary>Why a connection, or an operation on it, has ended.</summary>
internal enum EndReason
{
    /// <summary>All results have been sent.</summary>
    Completed,

    /// <summary>The client has ended it.</summary>
    Client,

    /// <summary>The connection broke.</summary>
    Lost,

    /// <summary>The operation was refused, or cannot go on.</summary>
    Failed,

    /// <summary>The client reads too slowly for a subscription that leaves nothing out.</summary>
    Lagged,

    /// <summary>The client took nothing for <see cref="RealtimeOptions.SendTimeout"/>.</summary>
    SendTimeout,

    /// <summary>The client was silent after a ping.</summary>
    PingTimeout,

    /// <summary>No <c>connection_init</c> came.</summary>
    InitTimeout,

    /// <summary>A message, or the order of messages, is not the protocol's.</summary>
    Protocol,

    /// <summary>A message was too large.</summary>
    MessageBytes,

    /// <summary>Too many messages came.</summary>
    MessageRate,

    /// <summary>The client's credentials are not taken.</summary>
    Refused,

    /// <summary>The client's token has expired.</summary>
    Expired,

    /// <summary>The client's token was signed out.</summary>
    SignedOut,

    /// <summary>The server stops.</summary>
    Stopping,
}

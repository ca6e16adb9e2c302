namespace Graph.Tests.Upstreams;

/// <summary>What becomes of one attempt to write.</summary>
internal enum WriteFault
{
    None,
    NoConnection,
    ResetBeforeWriting,
    ResetAfterWriting,
    TimeoutWithoutWriting,
    TimeoutAfterWriting,

    /// <summary>Written when the client has long stopped waiting.</summary>
    WrittenLate,
    Busy,
    Broken,
    GatewayBeforeWriting,
    GatewayAfterWriting,
    Unauthorized,
    GarbageAfterWriting,
    TruncatedAfterWriting,
    NothingAfterWriting,
    RedirectAfterWriting,
}

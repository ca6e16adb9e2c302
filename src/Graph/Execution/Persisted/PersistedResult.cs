namespace Graph.Execution.Persisted;

/// <summary>What became of a request that names its document, or that must be of a trusted one.</summary>
internal enum PersistedResult
{
    /// <summary>It is a trusted document.</summary>
    Trusted,

    /// <summary>It is one that a client has registered before.</summary>
    Automatic,

    /// <summary>It has been registered with this request.</summary>
    Registered,

    /// <summary>Its text is as its hash says, and is not kept: it is not valid, or <c>Persisted:Automatic</c> is off.</summary>
    NotKept,

    /// <summary>Nobody knows the hash.</summary>
    NotFound,

    /// <summary>The text beside it has another hash.</summary>
    Mismatch,

    /// <summary>Only trusted documents run, and it is none.</summary>
    Required,
}

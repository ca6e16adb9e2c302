namespace Graph.Caching;

/// <summary>What an upstream call is for.</summary>
internal enum ObservedCallKind
{
    /// <summary>Somebody waits for its values.</summary>
    Fetch,

    /// <summary>Its values renew what was served stale meanwhile.</summary>
    Refresh,

    /// <summary>It changes something.</summary>
    Write,
}

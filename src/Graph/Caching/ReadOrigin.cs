namespace Graph.Caching;

/// <summary>Where the result of one key came from.</summary>
internal enum ReadOrigin
{
    /// <summary>There is no value: it could not be had.</summary>
    Failed,

    /// <summary>Fresh in memory.</summary>
    Memory,

    /// <summary>Stale in memory, while it is refreshed in the background.</summary>
    Stale,

    /// <summary>In memory, because the upstream failed.</summary>
    StaleOnError,

    /// <summary>Another instance has fetched it.</summary>
    Redis,

    /// <summary>Fetched for this operation.</summary>
    Upstream,

    /// <summary>On its way for another operation.</summary>
    Coalesced,
}

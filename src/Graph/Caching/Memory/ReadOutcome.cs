namespace Graph.Caching.Memory;

/// <summary>What memory has for a key at the moment of the read.</summary>
internal enum ReadOutcome
{
    /// <summary>Nothing, or nothing that may be served: invalidated, or too short a page.</summary>
    Miss,

    /// <summary>Fresh: served.</summary>
    Fresh,

    /// <summary>Stale: served, while one refresh runs.</summary>
    Stale,

    /// <summary>Past its time, but alive: served only while the upstream fails.</summary>
    Expired,
}

namespace Graph.Caching.ResponseCache;

/// <summary>Of what use a kept response is.</summary>
internal enum ResponseAge
{
    Fresh,

    /// <summary>It is served, and made anew.</summary>
    Stale,

    /// <summary>It is not served.</summary>
    Expired,
}

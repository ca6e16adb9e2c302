namespace Graph.Execution.Results;

/// <summary>Where a response came from, as the response cache sees it.</summary>
internal enum ResponseOrigin
{
    /// <summary>The response cache was not asked: a mutation, a subscription, a refusal.</summary>
    None,

    /// <summary>Kept and fresh.</summary>
    Hit,

    /// <summary>Kept and stale, while it is made anew.</summary>
    Stale,

    /// <summary>Made for this request, and kept.</summary>
    Made,

    /// <summary>Made for another request at the same time.</summary>
    Coalesced,

    /// <summary>Made for this request, and not kept.</summary>
    NotKept,

    /// <summary>It may not be kept, whatever comes of it.</summary>
    Bypassed,
}

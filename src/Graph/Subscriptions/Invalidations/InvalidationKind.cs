namespace Graph.Subscriptions.Invalidations;

internal enum InvalidationKind
{
    /// <summary>What is named is stale.</summary>
    Invalidated,

    /// <summary>Anything may be.</summary>
    Resync,
}

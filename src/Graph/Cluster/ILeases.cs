namespace Graph.Cluster;

/// <summary>Who of all instances does what only one has to do. A lease saves work and never guards correctness: its holder may be slow, and
/// two may then do the same.</summary>
internal interface ILeases
{
    /// <summary>Takes a lease for a time, or keeps it when this instance holds it already.</summary>
    /// <param name="name">What is to be done, e.g. <c>periodic:ProductAnalytics</c>; from a bounded set, never an id that is a secret.</param>
    /// <param name="duration">How long others stay away.</param>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    /// <returns>True when this instance is to do it: it holds the lease, or nobody can be asked.</returns>
    ValueTask<bool> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation);
}

namespace Graph.Cluster;

/// <summary>The leases of an instance that is alone: it has them all.</summary>
internal sealed class OwnLeases : ILeases
{
    public ValueTask<bool> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation) => ValueTask.FromResult(true);
}

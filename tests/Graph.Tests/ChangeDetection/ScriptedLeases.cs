using System.Collections.Concurrent;
using Graph.Cluster;

namespace Graph.Tests.ChangeDetection;

/// <summary>Leases that the test gives and takes.</summary>
internal sealed class ScriptedLeases : ILeases
{
    /// <summary>How often a lease is still given; without end unless the test says.</summary>
    public int Left { get; set; } = int.MaxValue;

    public ConcurrentQueue<(string Name, TimeSpan Duration)> Asked { get; } = new();

    public ValueTask<bool> TryTakeAsync(string name, TimeSpan duration, CancellationToken cancellation)
    {
        Asked.Enqueue((name, duration));
        return ValueTask.FromResult(Left-- > 0);
    }
}

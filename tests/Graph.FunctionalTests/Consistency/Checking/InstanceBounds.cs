namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What one instance has told of one key, over time.</summary>
internal sealed class InstanceBounds
{
    /// <summary>What it has acknowledged.</summary>
    public Staircase<long> Acknowledged { get; } = new();

    /// <summary>What it has given to reads, by when they ended: reads that overlap bind each other to nothing.</summary>
    public Staircase<long> Given { get; } = new();
}

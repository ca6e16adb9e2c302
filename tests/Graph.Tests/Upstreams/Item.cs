namespace Graph.Tests.Upstreams;

/// <summary>What the stub serves.</summary>
internal sealed record Item(string Id)
{
    public required int Size { get; init; }
}

namespace Graph.Tests.Execution;

/// <summary>An object of the test graphs.</summary>
internal sealed record Item(string Id)
{
    public string Name => $"item {Id}";
}

namespace Graph.Execution.Explaining;

/// <summary>The fields that a call of a binding has values for: more than one where they share the call.</summary>
/// <param name="Key">The paths in one text, to compare by.</param>
/// <param name="Paths">Where they stand in the response, list indexes left out: <c>products.nodes.reviews</c>.</param>
internal sealed record ReadPlace(string Key, IReadOnlyList<string> Paths)
{
    /// <summary>Of what is read outside of any binding.</summary>
    public static readonly ReadPlace None = new("", []);

    // Goes along with whatever the binding begins, over all of its awaits.
    private static readonly AsyncLocal<ReadPlace?> Flow = new();

    /// <summary>Whose reads those of this flow are.</summary>
    public static ReadPlace Current => Flow.Value ?? None;

    /// <summary>What is begun from here until the end of the scope is for these fields.</summary>
    public static Scope Enter(IReadOnlyList<string> paths)
    {
        Flow.Value = new ReadPlace(string.Join(' ', paths), paths);
        return default;
    }

    /// <summary>Ends with the call; its flow goes on with what it has taken along.</summary>
    internal readonly struct Scope : IDisposable
    {
        public void Dispose() => Flow.Value = null;
    }
}

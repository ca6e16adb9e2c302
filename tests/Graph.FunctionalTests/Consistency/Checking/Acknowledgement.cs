namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>An instance has acknowledged that everything older than a state of a key is stale.</summary>
/// <param name="Instance">Who.</param>
/// <param name="Key">Of what.</param>
/// <param name="State">Reads may not be of an earlier one.</param>
/// <param name="Start">Before the announcement or the mutation was sent.</param>
/// <param name="End">After the acknowledgement had come.</param>
/// <param name="Position">As it was told; null for none (a mutation that the log could not take yet).</param>
/// <param name="IsMutation">Whether a client's own write, through the graph, has made the state.</param>
internal sealed record Acknowledgement(string Instance, string Key, int State, long Start, long End, string? Position, bool IsMutation = false)
{
    public override string ToString() =>
        $"{Instance} acknowledged {State} {(IsMutation ? "as its own write " : "")}at {Position ?? "no position"}";
}

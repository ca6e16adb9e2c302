namespace Graph.FunctionalTests.Carts;

/// <summary>Holds what a client was told of a mutation, repetitions under its key included, against what was really written.</summary>
internal static class WriteVerdict
{
    /// <param name="told">In the order in which the client heard it; each under one key, or the only one without a key.</param>
    /// <param name="writes">How many writes the ledger has of them.</param>
    /// <returns>What is wrong; null when all is well.</returns>
    public static string? Judge(IReadOnlyList<Told> told, int writes) => (told[^1], writes) switch
    {
        (_, > 1) => $"was written {writes} times",
        (Told.Done, 0) => "was told as done and never written",
        (Told.NotDone, 1) => "was told as not done and is written",
        _ => null,
    };
}

namespace Graph.TestKit.Register;

/// <summary>One state of one key, from when it was written until the next one.</summary>
/// <param name="Number">Counts the states of the key from 1 on, deletions included: it is the version that the graph is given.</param>
/// <param name="Exists">False from a deletion on: of a product that it is unknown, of a list that it is empty.</param>
/// <param name="At">When it was written, by <see cref="TimeProvider.GetTimestamp"/>.</param>
public readonly record struct Stamp(int Number, bool Exists, long At);

namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>What one read of a client has given of one key.</summary>
/// <param name="Instance">Who answered, e.g. <c>b.2</c>: the second process in place b.</param>
/// <param name="Key">As in <see cref="TestKit.Register.RegisterKeys"/>.</param>
/// <param name="Version">The state's number; null for an absence.</param>
/// <param name="Start">Before the request was sent.</param>
/// <param name="End">After the answer had come.</param>
/// <param name="Position">What the request carried as <c>X-Graph-Min-Position</c>; null for nothing.</param>
internal sealed record KeyRead(string Instance, string Key, int? Version, long Start, long End, string? Position = null)
{
    public override string ToString() =>
        $"{Instance} gave {(Version is { } version ? $"{version}" : "nothing")}{(Position is null ? "" : $" for position {Position}")}";
}

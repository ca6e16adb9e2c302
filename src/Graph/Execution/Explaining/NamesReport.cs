namespace Graph.Execution.Explaining;

/// <summary>Some of many keys or tags.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="First">The first <see cref="MostNamed"/> of them.</param>
internal sealed record NamesReport(int Count, IReadOnlyList<string> First)
{
    public const int MostNamed = 20;

    public static NamesReport Of(IReadOnlyCollection<string> names) => new(names.Count, [.. names.Take(MostNamed)]);
}

namespace Graph.Execution.Explaining;

/// <summary>The upstream calls that an operation has started and that were over when it was.</summary>
/// <param name="Count">How many.</param>
/// <param name="First">The first <see cref="MostTold"/> of them, as they came in.</param>
internal sealed record CallsReport(int Count, IReadOnlyList<CallReport> First)
{
    public const int MostTold = 100;

    public static CallsReport Of(IReadOnlyList<PlacedCall> calls) => new(calls.Count, [.. calls.Take(MostTold).Select(CallReport.Of)]);
}

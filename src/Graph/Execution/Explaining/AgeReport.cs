namespace Graph.Execution.Explaining;

/// <summary>How long ago values were fetched.</summary>
internal sealed record AgeReport(double YoungestSeconds, double OldestSeconds)
{
    public static AgeReport? Of(IReadOnlyCollection<TimeSpan> ages) =>
        ages.Count == 0 ? null : new AgeReport(Seconds(ages.Min()), Seconds(ages.Max()));

    private static double Seconds(TimeSpan age) => Math.Round(age.TotalSeconds, 3);
}

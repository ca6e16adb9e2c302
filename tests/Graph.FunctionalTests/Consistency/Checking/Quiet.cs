namespace Graph.FunctionalTests.Consistency.Checking;

/// <summary>A time at which nothing was under way, all faults were over, and every instance had caught up.</summary>
/// <param name="At">When.</param>
/// <param name="Instances">Who ran.</param>
internal sealed record Quiet(long At, IReadOnlyList<string> Instances);

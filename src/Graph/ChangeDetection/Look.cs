namespace Graph.ChangeDetection;

/// <summary>How a look for changes has ended.</summary>
/// <param name="Result">One of <see cref="PollResult"/>; null where another instance looks.</param>
/// <param name="Problem">Why the upstream's changes are not known now, for people.</param>
internal readonly record struct Look(string? Result, string? Problem = null)
{
    public static readonly Look NotMine;

    public bool IsWhole => Result is PollResult.Completed or PollResult.Overflow;
}

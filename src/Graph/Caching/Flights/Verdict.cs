namespace Graph.Caching.Flights;

/// <summary>Whether an answer may be let through (R11).</summary>
/// <param name="IsAccepted">False when it is older than what this instance has let through, or than what an event has announced.</param>
/// <param name="Version">The value's version; null for lists, absences and failures.</param>
/// <param name="Tags">The answer's tags.</param>
internal readonly record struct Verdict(bool IsAccepted, long? Version, IReadOnlyList<string> Tags)
{
    /// <summary>Whether it is refused only because a purge or deletion came while it was fetched: the upstream is not to blame.</summary>
    public bool IsOvertaken { get; init; }
}

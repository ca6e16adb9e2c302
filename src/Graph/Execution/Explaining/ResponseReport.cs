namespace Graph.Execution.Explaining;

/// <summary>Who may share a result, and for how long.</summary>
/// <param name="Scope"><c>PUBLIC</c> or <c>PRIVATE</c>, by the fields that are selected.</param>
/// <param name="PrivateBy">The types and fields that make it private.</param>
internal sealed record ResponseReport(string Scope, IReadOnlyList<string> PrivateBy)
{
    /// <summary>Until the first of its values grows stale; negative when one is. Null when that is not known of all.</summary>
    public double? FreshForSeconds { get; init; }

    /// <summary>Until the first of its values may not be served any more.</summary>
    public double? ExpiresInSeconds { get; init; }

    /// <summary>The value that grows stale first.</summary>
    public LimitReport? LimitedBy { get; init; }

    /// <summary>How many keys it depends on.</summary>
    public int Keys { get; init; }

    /// <summary>How many tags it depends on, besides.</summary>
    public int Tags { get; init; }

    /// <summary>Whether the response cache would have kept it, had it not been explained.</summary>
    public bool WouldBeKept { get; init; }

    /// <summary>Why not, in the word that <c>Cache-Status</c> has for it.</summary>
    public string? Why { get; init; }

    /// <summary>The response that is kept for the same query at this moment; null when there is none.</summary>
    public KeptReport? Kept { get; init; }
}

namespace Graph.Invalidation.Events;

/// <summary>The values of the label <c>result</c>.</summary>
internal static class EventResult
{
    /// <summary>It is in the log, as a change or as a sign of life.</summary>
    public const string Applied = "applied";

    /// <summary>It had been applied before.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>No domain listens to its type, and none is named by its source.</summary>
    public const string Ignored = "ignored";

    /// <summary>Its delivery was no good, or the log could not take it.</summary>
    public const string Refused = "refused";
}

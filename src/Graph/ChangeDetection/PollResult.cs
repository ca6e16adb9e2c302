namespace Graph.ChangeDetection;

/// <summary>The values of the label <c>result</c>.</summary>
internal static class PollResult
{
    /// <summary>Everything up to the time of the look is in the log.</summary>
    public const string Completed = "completed";

    /// <summary>There was more than <c>MaxPages</c>: everything counts as changed.</summary>
    public const string Overflow = "overflow";

    /// <summary>The upstream gave no usable answer.</summary>
    public const string Failed = "failed";

    /// <summary>The upstream tells no changes (404).</summary>
    public const string Absent = "absent";

    /// <summary>The log could not take what was found; it is looked for again.</summary>
    public const string LogUnavailable = "log_unavailable";
}
